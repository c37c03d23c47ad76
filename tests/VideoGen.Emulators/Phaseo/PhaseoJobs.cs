using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>Every job made, in order.</summary>
internal sealed class PhaseoJobs(TimeProvider time, PhaseoSettings settings)
{
    private readonly object _lock = new();
    private readonly List<PhaseoJob> _jobs = [];

    public IReadOnlyList<PhaseoJob> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs];
            }
        }
    }

    public PhaseoJob Add(string id, PhaseoAccount account, PhaseoModel model, PhaseoRoute route, PhaseoRequest request)
    {
        JobPace pace = Has(request, settings.StuckWord) ? settings.Pace with { Running = TimeSpan.FromDays(36_500) } : settings.Pace;
        PhaseoOutcome outcome = Has(request, settings.FailWord) ? PhaseoOutcome.Failed
            : Has(request, settings.CancelWord) ? PhaseoOutcome.Cancelled
            : Has(request, settings.ExpireWord) ? PhaseoOutcome.Expired
            : PhaseoOutcome.Completed;
        var job = new PhaseoJob(id, account, model, route, request, new JobClock(time, pace), outcome);
        lock (_lock)
        {
            _jobs.Add(job);
        }

        return job;
    }

    public PhaseoJob? Find(string id, PhaseoAccount account) => All.FirstOrDefault(job => job.Id == id && job.Account == account);

    /// <summary>Takes the charges of all jobs of the account that have completed by now.</summary>
    public void Settle(PhaseoAccount account)
    {
        foreach (PhaseoJob job in All.Where(job => job.Account == account))
        {
            job.Settle();
        }
    }

    private static bool Has(PhaseoRequest request, string word) => request.Prompt.Contains(word, StringComparison.Ordinal);
}
