namespace VideoGen.Providers.Phaseo;

/// <summary>The service's words for where a job stands: those of the April and of the August contract (page, section 5).</summary>
internal static class PhaseoStatus
{
    /// <summary>A word that neither contract has counts as running.</summary>
    /// <remarks><c>expired</c> is a generation that took too long at its provider and made nothing, which is not what we call expired.</remarks>
    public static VideoStatus Of(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "queued" or "pending" => VideoStatus.Queued,
        "completed" or "complete" or "succeeded" or "success" => VideoStatus.Completed,
        "failed" or "error" or "expired" => VideoStatus.Failed,
        "cancelled" or "canceled" => VideoStatus.Cancelled,
        _ => VideoStatus.Running,
    };

    /// <summary>The words of a list's <c>status</c> filter; none for what no job at the service is. Words that a contract lacks are dropped by it (page, section 7).</summary>
    public static IReadOnlyList<string> FilterWords(VideoStatus status) => status switch
    {
        VideoStatus.Queued => ["pending"],
        VideoStatus.Running => ["in_progress"],
        VideoStatus.Completed => ["completed"],
        VideoStatus.Failed => ["failed", "expired"],
        VideoStatus.Cancelled => ["cancelled"],
        _ => [],
    };
}
