using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>
/// Settles jobs whose answer was lost from the lists of their services. It never submits, and takes a job of a list only when
/// exactly one that nobody owns fits exactly one that is unknown.
/// </summary>
internal sealed class JobResolver(ClientServices services, JobReader reader)
{
    private readonly SubmissionEntries _entries = new(services);

    /// <summary>Settles what can be settled. Jobs that are not unknown are answered as they are.</summary>
    /// <param name="tell">Told once a job, on any thread.</param>
    public async Task ResolveAsync(IReadOnlyList<VideoJob> jobs, Action<JobResolution> tell, CancellationToken cancellationToken)
    {
        var unknown = new List<JournalEntry>();
        foreach (VideoJob job in jobs)
        {
            if (await FindUnknownAsync(job, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                unknown.Add(entry);
            }
            else
            {
                tell(new JobResolution(await CurrentAsync(job, cancellationToken).ConfigureAwait(false), null, []));
            }
        }

        await Task.WhenAll(unknown.GroupBy(entry => entry.Job.Provider, StringComparer.OrdinalIgnoreCase)
            .Select(group => ResolveAsync(group.Key, [.. group], tell, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Settles one job as the job of the service that the user has chosen.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c> where somebody owns it, <c>NotFoundAtService</c>, or what the service said.</exception>
    public async Task<VideoJob> ResolveAsAsync(VideoJob job, string id, CancellationToken cancellationToken)
    {
        if (await FindUnknownAsync(job, cancellationToken).ConfigureAwait(false) is not { } entry)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, $"{job.ShortId} is {job.Status}: only a job that is Unknown is given an id.")
            {
                Job = job,
                Remedy = "Run Get-VideoJob -Status Unknown to list those that are.",
            };
        }

        if (await new JobFinder(services.Journal).FindExactIdAsync(id, job.Provider, cancellationToken).ConfigureAwait(false) is { } owner)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, $"The job {DisplayText.OneLine(id, 60)} of {job.Provider} is {owner.Job.ShortId} already.") { Job = job, Remedy = "Choose another of the candidates." };
        }

        using TraceScope? trace = services.Traces.Begin(TracePurpose.Resolve, [job]);
        JobSnapshot snapshot = (await JobReader.AskAsync(services.Providers.Get(job.Provider), [id], cancellationToken).ConfigureAwait(false))[0]
            ?? throw new VideoGenException(VideoErrors.NotFoundAtService, $"{job.Provider} does not know the job '{DisplayText.OneLine(id, 60)}'.") { Job = job };
        return await TakeAsync(entry, snapshot).ConfigureAwait(false);
    }

    private async Task ResolveAsync(string provider, JournalEntry[] asked, Action<JobResolution> tell, CancellationToken cancellationToken)
    {
        try
        {
            // All that are unknown, not only those asked about: a job may be that of another row.
            JournalListing journal = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
            JournalEntry[] ours = [.. journal.Entries.Where(entry => entry.Job.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase))];
            JournalEntry[] unknown = [.. ours.Where(entry => entry.Job is { Status: VideoStatus.Unknown or VideoStatus.Sending, Id: null })];
            List<JobSnapshot> free = await ListFreeAsync(provider, ours, unknown, asked, cancellationToken).ConfigureAwait(false);
            foreach (JournalEntry entry in asked)
            {
                JobSnapshot[] likely = [.. free.Where(job => UnknownMatch.IsLikely(entry, job))];
                tell(likely is [var only] && unknown.Count(other => UnknownMatch.IsPossible(other, only)) == 1
                    ? new JobResolution(await TakeAsync(entry, only).ConfigureAwait(false), null, [])
                    : Undecided(entry, [.. free.Where(job => UnknownMatch.IsPossible(entry, job)).Select(job => reader.ToForeignJob(provider, job))]));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            foreach (JournalEntry entry in asked)
            {
                tell(new JobResolution(entry.Job, VideoGenException.Of(e), []));
            }
        }
    }

    /// <summary>The service's jobs of the time in question that no entry of the journal has.</summary>
    /// <param name="ours">The open entries of this provider.</param>
    private async Task<List<JobSnapshot>> ListFreeAsync(string provider, JournalEntry[] ours, JournalEntry[] unknown, JournalEntry[] asked, CancellationToken cancellationToken)
    {
        IVideoProvider service = services.Providers.Get(provider);
        if (service is not IJobListing listing)
        {
            throw new VideoGenException(VideoErrors.CannotResolve, $"{provider} has no list of its jobs, so nobody can tell whether it made one of a lost answer.");
        }

        using TraceScope? trace = services.Traces.Begin(TracePurpose.Resolve, asked.Select(entry => entry.Job));
        var owned = ours.Select(entry => entry.Job.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = new List<JobSnapshot>();
        await foreach (JobSnapshot job in listing.ListAsync(new JobListingQuery(), cancellationToken).ConfigureAwait(false))
        {
            if (!owned.Contains(job.Id) && unknown.Any(entry => UnknownMatch.IsPossible(entry, job))
                && await services.Journal.FindSettledByIdAsync(job.Id, provider, cancellationToken).ConfigureAwait(false) is null)
            {
                free.Add(job);
            }
        }

        return free;
    }

    private static JobResolution Undecided(JournalEntry entry, VideoJob[] candidates)
    {
        VideoJob job = entry.Job;
        return candidates.Length == 0
            ? new JobResolution(job, new VideoGenException(VideoErrors.JobUnknown, $"{job.Provider} lists no job that could be {job.ShortId}: it was probably not made.")
            {
                Job = job,
                Remedy = "Look again in a few minutes, since a list may be late. When you are sure, forget it with Remove-VideoJob -JournalOnly, and give its row another Key to submit it anew.",
            }, [])
            : new JobResolution(job, new VideoGenException(VideoErrors.JobUnknown, $"{candidates.Length} {(candidates.Length == 1 ? "job" : "jobs")} of {job.Provider} could be {job.ShortId}, and none is surely the one.")
            {
                Job = job,
                Remedy = $"Choose one of those that are shown: Resolve-VideoJob {job.ShortId} -Id '{candidates[0].Id}'",
            }, candidates);
    }

    private async Task<JournalEntry?> FindUnknownAsync(VideoJob job, CancellationToken cancellationToken)
    {
        JournalEntry? entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
        entry = entry is null ? null : await _entries.SettleAbandonedAsync(entry).ConfigureAwait(false);
        return entry?.Job is { Status: VideoStatus.Unknown, Id: null } ? entry : null;
    }

    private async Task<VideoJob> CurrentAsync(VideoJob job, CancellationToken cancellationToken) =>
        (await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false))?.Job ?? job;

    /// <summary>Under the entry's lock: two sessions that resolve at once take the same job or none.</summary>
    private async Task<VideoJob> TakeAsync(JournalEntry unknown, JobSnapshot snapshot)
    {
        DateTimeOffset now = services.Time.GetUtcNow();
        JournalEntry? taken = await services.Journal.UpdateAsync(
            unknown.Job.Key,
            entry => entry.Job is { Status: VideoStatus.Unknown, Id: null }
                ? SnapshotMerge.Apply(entry with { Job = entry.Job with { Error = null } }, snapshot, now)
                : entry,
            durable: true,
            CancellationToken.None).ConfigureAwait(false);
        await services.NoteChargeAsync(unknown.Job, snapshot.Cost, snapshot.Status, CancellationToken.None).ConfigureAwait(false);
        return taken?.Job ?? unknown.Job;
    }
}

/// <summary>What became of a job that was to be settled.</summary>
/// <param name="Job">As it is now.</param>
/// <param name="Error">Why it is still unknown.</param>
/// <param name="Candidates">Jobs of the service that it could be; they are not in the journal.</param>
public sealed record JobResolution(VideoJob Job, VideoGenException? Error, IReadOnlyList<VideoJob> Candidates);
