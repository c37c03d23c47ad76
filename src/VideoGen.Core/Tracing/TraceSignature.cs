namespace VideoGen.Tracing;

/// <summary>What an exchange came to, as far as it matters whether it came again.</summary>
/// <param name="Status">Null where no answer came.</param>
/// <param name="Trouble">Why none came.</param>
/// <param name="Answer">A digest of the answer, or of a job's part of it.</param>
internal readonly record struct TraceSignature(int? Status, string? Trouble, ulong Answer)
{
    /// <summary>Whether it is a success with this answer.</summary>
    public bool IsAnswer(ulong? known) => known == Answer && Trouble is null && Status is >= 200 and < 300;
}
