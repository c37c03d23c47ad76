using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Reads jobs in the background, many ids a request where the service allows it, and keeps what they said until it is taken.</summary>
internal sealed class PollReads(ClientServices services, JobReader reader, Action news)
{
    private readonly ConcurrentQueue<PollResult> _results = new();
    private readonly Dictionary<string, ReadLane> _lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ILongPoll, HeldReads> _held = [];

    /// <summary>Jobs that are being read or stand in line for it, and those whose reading has not been taken.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Called on the thread of <see cref="Start"/>.</summary>
    public bool TryTake([NotNullWhen(true)] out PollResult? result)
    {
        if (!_results.TryDequeue(out result))
        {
            return false;
        }

        UnderWay--;
        return true;
    }

    /// <summary>Starts reading jobs of any providers, and what waits for a place among the held reads. Called on one thread.</summary>
    public void Start(IReadOnlyCollection<WaitedJob> due, CancellationToken cancellationToken)
    {
        UnderWay += due.Count;
        foreach (IGrouping<string, WaitedJob> group in due.GroupBy(waited => waited.Job.Provider, StringComparer.OrdinalIgnoreCase))
        {
            if (services.Providers.TryGet(group.Key, out VideoGenException? unknown) is not { } provider)
            {
                // Unregistered while it was waited for: that ends the wait for its jobs alone.
                Array.ForEach([.. group], waited => _results.Enqueue(new PollResult(waited, new JobReading(waited.Job, unknown), null, null)));
                news();
                continue;
            }

            IEnumerable<WaitedJob> ordinary = group;
            if (provider is ILongPoll holding)
            {
                Hold(holding, group.Where(waited => IsKnown(waited.Job)));
                ordinary = group.Where(waited => !IsKnown(waited.Job));
            }

            LaneOf(provider).Add(ordinary, cancellationToken);
        }

        foreach (HeldReads held in _held.Values)
        {
            held.Start(cancellationToken);
        }
    }

    private ReadLane LaneOf(IVideoProvider provider)
    {
        string name = provider.Descriptor.Name;
        if (!_lanes.TryGetValue(name, out ReadLane? lane))
        {
            // By its name: a provider that is registered anew while it is waited for is another one.
            _lanes[name] = lane = new ReadLane(provider.Descriptor.ReadBatchSize, (batch, cancellationToken) => ReadAsync(name, batch, cancellationToken));
        }

        return lane;
    }

    private void Hold(ILongPoll service, IEnumerable<WaitedJob> jobs)
    {
        if (!_held.TryGetValue(service, out HeldReads? held))
        {
            _held[service] = held = new HeldReads(service, reader, services.Time, Tell);
        }

        held.Add(jobs);
    }

    private void Tell(PollResult result)
    {
        _results.Enqueue(result);
        news();
    }

    /// <summary>The service has it, under an id that we know.</summary>
    private static bool IsKnown(VideoJob job) => job.Id is not null && job.Status.IsUnderWay();

    private async Task ReadAsync(string name, WaitedJob[] batch, CancellationToken cancellationToken)
    {
        (JobReading Reading, TimeSpan? PollAfter)[] readings;
        try
        {
            readings = await AskAsync(services.Providers.Get(name), batch, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // A wait is long: one read that nobody foresaw must not lose the other jobs.
            var error = VideoGenException.Of(e);
            readings = [.. batch.Select(waited => (new JobReading(waited.Job, error), (TimeSpan?)null))];
        }

        for (int i = 0; i < batch.Length; i++)
        {
            _results.Enqueue(new PollResult(batch[i], readings[i].Reading, readings[i].PollAfter, null));
        }

        news();
    }

    private async Task<(JobReading Reading, TimeSpan? PollAfter)[]> AskAsync(IVideoProvider provider, WaitedJob[] batch, CancellationToken cancellationToken)
    {
        var readings = new (JobReading, TimeSpan?)[batch.Length];
        int[] known = [.. Enumerable.Range(0, batch.Length).Where(i => IsKnown(batch[i].Job))];
        foreach (int i in Enumerable.Range(0, batch.Length).Except(known))
        {
            // Another process is still submitting it; only the journal can tell.
            VideoJob job = batch[i].Job;
            JournalEntry? entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
            JobReading reading = entry is null ? new JobReading(job, null) : await reader.SettleAbandonedAsync(entry).ConfigureAwait(false);
            readings[i] = (reading with { Error = reading.Error ?? reader.WhyNothingComes(reading.Job, entry) }, null);
        }

        if (known.Length > 0)
        {
            var told = await reader.ReadAsync(provider, [.. known.Select(i => batch[i].Job)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < known.Length; i++)
            {
                readings[known[i]] = told[i];
            }
        }

        return readings;
    }
}
