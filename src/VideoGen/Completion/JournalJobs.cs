using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What completers read of a journal: not all of one that has grown for years.</summary>
internal static class JournalJobs
{
    /// <summary>How many of the newest jobs are offered, or looked through for a name.</summary>
    public const int Newest = 300;

    private const int ShortestId = 4;

    public static async Task<IEnumerable<VideoJob>> ReadAsync(VideoClient client, string text, CancellationToken cancellationToken)
    {
        JobListing newest = await client.ListAsync(new JobQuery { Newest = Newest }, refresh: false, cancellationToken).ConfigureAwait(false);
        IEnumerable<VideoJob> jobs = newest.Jobs.Select(reading => reading.Job);
        if (text.Length < ShortestId || newest.Jobs.Count < Newest)
        {
            return jobs;
        }

        IReadOnlyList<VideoJob> older = await client.FindAllAsync(text, cancellationToken).ConfigureAwait(false);
        return jobs.Concat(older).DistinctBy(job => job.Key);
    }
}
