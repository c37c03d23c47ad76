using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>A job as it was read, and what went wrong with the reading.</summary>
public sealed record JobReading(VideoJob Job, VideoGenException? Error);

/// <summary>Asks services about jobs and writes what they say to the journal.</summary>
internal sealed class JobReader(ClientServices services)
{
    private readonly SubmissionEntries _entries = new(services);
    private readonly ReadTurns _turns = new(services);

    /// <summary>
    /// Reads entries of one provider, at most <see cref="ProviderDescriptor.ReadBatchSize"/> of them, in one go. The readings come
    /// in the same order. An error of the whole read is the error of each. A job that its service has told of too short a time ago
    /// (<see cref="ProviderDescriptor.ReadSpacing"/>) is answered from the journal.
    /// </summary>
    public async Task<IReadOnlyList<(JobReading Reading, TimeSpan? PollAfter)>> ReadAsync(
        IVideoProvider provider, IReadOnlyList<VideoJob> jobs, CancellationToken cancellationToken)
    {
        if (provider.Descriptor.ReadSpacing is not { } spacing)
        {
            return await ReadNowAsync(provider, jobs, cancellationToken).ConfigureAwait(false);
        }

        var readings = new (JobReading Reading, TimeSpan? PollAfter)[jobs.Count];
        var due = new List<int>();
        for (int i = 0; i < jobs.Count; i++)
        {
            if (await _turns.TakeAsync(jobs[i], spacing, cancellationToken).ConfigureAwait(false) is (VideoJob known, TimeSpan left))
            {
                readings[i] = (new JobReading(known, null), left);
            }
            else
            {
                due.Add(i);
            }
        }

        if (due.Count > 0)
        {
            VideoJob[] asked = [.. due.Select(i => jobs[i])];
            var told = await ReadNowAsync(provider, asked, cancellationToken).ConfigureAwait(false);
            _turns.Note(asked);
            for (int i = 0; i < due.Count; i++)
            {
                readings[due[i]] = told[i];
            }
        }

        return readings;
    }

    /// <summary>Reads one job from its service in any case, if need be when its time has come.</summary>
    public async Task<JobReading> ReadInTurnAsync(IVideoProvider provider, VideoJob job, CancellationToken cancellationToken)
    {
        while (provider.Descriptor.ReadSpacing is { } spacing
            && await _turns.TakeAsync(job, spacing, cancellationToken).ConfigureAwait(false) is (_, TimeSpan left))
        {
            await Task.Delay(left, services.Time, cancellationToken).ConfigureAwait(false);
        }

        return (await ReadNowAsync(provider, [job], cancellationToken).ConfigureAwait(false))[0].Reading;
    }

    private async Task<IReadOnlyList<(JobReading Reading, TimeSpan? PollAfter)>> ReadNowAsync(
        IVideoProvider provider, IReadOnlyList<VideoJob> jobs, CancellationToken cancellationToken)
    {
        using TraceScope? trace = BeginTrace(jobs);
        IReadOnlyList<JobSnapshot?> snapshots;
        try
        {
            snapshots = await AskAsync(provider, [.. jobs.Select(job => job.Id!)], cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e)
        {
            return [.. jobs.Select(job => (new JobReading(job, e), (TimeSpan?)null))];
        }

        var readings = new (JobReading, TimeSpan?)[jobs.Count];
        for (int i = 0; i < jobs.Count; i++)
        {
            readings[i] = snapshots[i] is { } snapshot
                ? (await MergeAsync(jobs[i], snapshot, cancellationToken).ConfigureAwait(false), PollPlan.WithinReason(snapshot.PollAfter))
                : (new JobReading(jobs[i], NotFound(jobs[i])), null);
        }

        return readings;
    }

    /// <summary>Reads one job, held by its service until the job ends or as long as the service holds a read.</summary>
    public async Task<(JobReading Reading, TimeSpan? PollAfter)> AwaitAsync(ILongPoll service, VideoJob job, CancellationToken cancellationToken)
    {
        using TraceScope? trace = BeginTrace([job]);
        JobSnapshot? snapshot;
        try
        {
            snapshot = await service.AwaitAsync(job.Id!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (new JobReading(job, VideoGenException.Of(e)), null);
        }

        return snapshot is null
            ? (new JobReading(job, NotFound(job)), null)
            : (await MergeAsync(job, snapshot, cancellationToken).ConfigureAwait(false), PollPlan.WithinReason(snapshot.PollAfter));
    }

    /// <summary>One request for jobs by their service's ids. Everything that goes wrong comes as the one kind of exception.</summary>
    public static async Task<IReadOnlyList<JobSnapshot?>> AskAsync(IVideoProvider provider, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<JobSnapshot?> snapshots = await provider.ReadAsync(ids, cancellationToken).ConfigureAwait(false);
            return snapshots.Count == ids.Count
                ? snapshots
                : throw new VideoGenException(VideoErrors.InvalidResponse, $"{provider.Descriptor.Name} was asked about {ids.Count} jobs and answered about {snapshots.Count}.");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw VideoGenException.Of(e);
        }
    }

    /// <summary>Brings an entry whose sender is gone into the state that is true of it. An entry that cannot be changed is answered as it is, with the reason.</summary>
    public async Task<JobReading> SettleAbandonedAsync(JournalEntry entry)
    {
        try
        {
            return new JobReading((await _entries.SettleAbandonedAsync(entry).ConfigureAwait(false)).Job, null);
        }
        catch (VideoGenException e)
        {
            return new JobReading(entry.Job, e);
        }
    }

    /// <summary>What waiting for a job without a service's id can come to: nothing, once nobody is there to submit it.</summary>
    public VideoGenException? WhyNothingComes(VideoJob job, JournalEntry? entry) => (job.Id, entry) switch
    {
        (null, null) => new VideoGenException(VideoErrors.JobNotFound, $"{job.ShortId} was refused or removed before its service took it.") { Job = job },
        (null, { Job.Status: VideoStatus.Pending } unsent) when unsent.Owner is not { } owner || !services.Leases.IsAlive(owner) =>
            new VideoGenException(VideoErrors.NotSubmitted, $"{job.ShortId} was never sent, and nobody is about to.")
            {
                Job = job,
                Remedy = "Run its batch again to submit it, or forget it with Remove-VideoJob.",
            },
        _ => null,
    };

    /// <summary>Writes what a service said of a job to its entry.</summary>
    public async Task<JobReading> MergeAsync(VideoJob job, JobSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (services.News.Has(job, snapshot))
        {
            return new JobReading(job.Raw == snapshot.Raw ? job : job with { Raw = snapshot.Raw }, null);
        }

        DateTimeOffset now = services.Time.GetUtcNow();
        if (SnapshotMerge.Apply(job, snapshot, now) is var told && services.News.MayWait(job, told))
        {
            return new JobReading(told, null);
        }

        try
        {
            await services.NoteChargeAsync(job, snapshot.Cost, snapshot.Status, cancellationToken).ConfigureAwait(false);
            JournalEntry? entry = await services.Journal.UpdateAsync(
                job.Key, current => SnapshotMerge.Apply(current, snapshot, now), durable: snapshot.Status.IsSettled(), cancellationToken).ConfigureAwait(false);
            services.News.Wrote(entry?.Job ?? told);
            return new JobReading(entry?.Job ?? told, null);
        }
        catch (VideoGenException e)
        {
            return new JobReading(told, e);
        }
    }

    private TraceScope? BeginTrace(IEnumerable<VideoJob> jobs) =>
        services.Traces.Begin(TracePurpose.Read, jobs.Select(job => new TraceTarget(job.Key, job.Id, services.News.AnswerOf(job.Key))));

    /// <summary>A job without a key of ours: it is not in the journal.</summary>
    public VideoJob ToForeignJob(string provider, JobSnapshot snapshot)
    {
        DateTimeOffset now = services.Time.GetUtcNow();
        var empty = new JournalEntry
        {
            Job = new VideoJob { Key = "", Provider = provider, Status = VideoStatus.Running, CreatedAt = snapshot.CreatedAt ?? now },
            Request = new VideoRequest(),
            Fingerprint = "",
        };
        return SnapshotMerge.Apply(empty, snapshot, now).Job;
    }

    private static VideoGenException NotFound(VideoJob job) =>
        new(VideoErrors.NotFoundAtService, $"{job.Provider} does not know the job {job.Id}.") { Job = job };
}
