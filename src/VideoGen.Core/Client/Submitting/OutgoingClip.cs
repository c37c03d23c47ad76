using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>A clip on its way out.</summary>
/// <param name="Entry">Owned by this process, <c>Pending</c>, or to be sent again under its key.</param>
/// <param name="Clip">What is asked for.</param>
internal sealed record OutgoingClip(JournalEntry Entry, ClipSubmission Clip)
{
    /// <summary>An earlier attempt had this key, and may have set the price aside.</summary>
    public bool HasFormerKey { get; init; }
}

/// <summary>Sends clips whose rows are taken.</summary>
internal interface IClipSender
{
    /// <exception cref="VideoGenException">Nothing was sent; the entry is withdrawn.</exception>
    Task<SubmitResult> SendAsync(OutgoingClip clip, CancellationToken cancellationToken);
}
