namespace VideoGen.Journal;

/// <summary>
/// Whether an entry has what every entry has. JSON that names a member <c>null</c>, or leaves a list out, is read without a complaint, and
/// the file may have been written by anyone.
/// </summary>
internal static class EntryCheck
{
    /// <summary>The entry with lists of the request that the file leaves out: one that a version adds is in no file of those before it.</summary>
    public static JournalEntry Complete(JournalEntry entry) => entry.Request is { ReferenceImages: not null, WebhookEvents: not null } or null
        ? entry
        : entry with { Request = entry.Request with { ReferenceImages = entry.Request.ReferenceImages ?? [], WebhookEvents = entry.Request.WebhookEvents ?? [] } };

    /// <summary>What is wrong with it, to stand after a colon; null for nothing.</summary>
    /// <param name="entry">Complete.</param>
    public static string? Fault(JournalEntry entry)
    {
        VideoJob job = entry.Job;
        VideoRequest request = entry.Request;
        return (request is null, !JobKey.IsKey(job.Key)) switch
        {
            (true, _) => Missing("request"),
            (_, true) => "its key is not one of ours.",
            _ when string.IsNullOrEmpty(job.Provider) => Missing("job.provider"),
            _ when !Enum.IsDefined(job.Status) => "its status is none that there is.",
            _ when job.Outputs is null || job.Outputs.Contains(null!) => Missing("job.outputs"),
            _ when job.Cost is { Unit: null } => Missing("job.cost.unit"),
            _ when entry.Fingerprint is null => Missing("fingerprint"),
            _ when entry.Saved is null || entry.Saved.Any(saved => saved?.Path is null || saved.Sha256 is null) => Missing("saved"),
            _ when entry.Owner is { Host: null } => Missing("owner.host"),
            _ when request!.WebhookEvents.Contains(null!) => Missing("request.webhookEvents"),
            _ when request!.ReferenceImages.Any(reference => reference?.Image?.Value is null) => Missing("request.referenceImages"),
            _ when request!.Image is { Value: null } || request.LastImage is { Value: null } => Missing("request.image"),
            _ => null,
        };
    }

    private static string Missing(string member) => $"{member} is missing or null.";
}
