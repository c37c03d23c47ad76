using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>A video generation as the emulator knows it.</summary>
public sealed class PhaseoJob(string id, PhaseoAccount account, PhaseoModel model, PhaseoRoute route, PhaseoRequest request, JobClock clock, PhaseoOutcome outcome)
{
    /// <summary>What the last poll of a job that fails had shown, and shows on.</summary>
    private const int LastProgress = 90;

    private int _settled;

    public string Id { get; } = id;

    public PhaseoAccount Account { get; } = account;

    public PhaseoModel Model { get; } = model;

    public PhaseoRoute Route { get; } = route;

    public PhaseoRequest Request { get; } = request;

    public JobClock Clock { get; } = clock;

    /// <summary>How it will have ended, once it has.</summary>
    public PhaseoOutcome Outcome { get; } = outcome;

    public bool Deleted { get; internal set; }

    public long Seconds => Request.Duration ?? Route.DefaultSeconds;

    public long CostNanos => Route.Price(Request) * Seconds * Request.SampleCount;

    public bool Ended => Clock.Phase == JobPhase.Ended;

    public bool Completed => Ended && Outcome == PhaseoOutcome.Completed;

    public int Progress => Ended && !Completed ? LastProgress : Clock.Progress;

    /// <summary>Takes the charge of a completed job, once.</summary>
    internal void Settle()
    {
        if (!Completed || Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return;
        }

        decimal cost = CostNanos / 1_000_000_000m;
        if (!Account.Charges.TryTake(Id, cost))
        {
            // The wallet is asked at creation only, so that a job can take more than there is.
            Account.Charges.Refund(Id, -cost);
        }
    }
}
