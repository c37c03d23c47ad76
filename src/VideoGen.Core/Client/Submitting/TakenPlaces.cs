namespace VideoGen.Client;

/// <summary>Our jobs that take a place at a service, as they were at one look.</summary>
/// <param name="Surely">Keys of those the service works on.</param>
/// <param name="Perhaps">Keys of those whose answer is still to come: the service may refuse them, and they took no place then.</param>
internal sealed record TakenPlaces(IReadOnlySet<string> Surely, IReadOnlySet<string> Perhaps)
{
    public static TakenPlaces Of(IReadOnlyCollection<VideoJob> jobs) => new(
        jobs.Where(job => job.Status.IsUnderWay()).Select(job => job.Key).ToHashSet(),
        jobs.Where(job => job.Status == VideoStatus.Sending).Select(job => job.Key).ToHashSet());

    /// <summary>How many of them have ended since.</summary>
    /// <param name="jobs">The open jobs of now. One that is not among them has ended and is saved, or was never taken.</param>
    public int CountFreed(IReadOnlyCollection<VideoJob> jobs)
    {
        Dictionary<string, VideoStatus> now = jobs.ToDictionary(job => job.Key, job => job.Status);
        return Surely.Count(key => !now.TryGetValue(key, out VideoStatus status) || status.IsSettled())
            + Perhaps.Count(key => now.TryGetValue(key, out VideoStatus status) && status.IsSettled());
    }
}
