namespace VideoGen;

/// <summary>Why a job failed, in the service's words.</summary>
/// <param name="Code">The service's code, or one of ours where it has none.</param>
/// <param name="Message">One line.</param>
public sealed record JobError(string Code, string Message)
{
    public override string ToString() => $"{Code}: {Message}";
}
