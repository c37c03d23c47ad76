namespace VideoGen.Providers.Phaseo;

/// <summary>What a job costs: <c>billing</c> for whether and what is charged, <c>usage</c> for the amount where billing rounds it (page, section 5).</summary>
internal static class PhaseoCost
{
    private const decimal NanosPerDollar = 1_000_000_000;

    /// <summary>Null where the answer says nothing of it, as that to a create.</summary>
    public static VideoCost? Of(PhaseoVideo video)
    {
        string unit = video.Billing?.Currency is { Length: > 0 } currency ? currency.ToUpperInvariant() : "USD";
        decimal? used = video.Usage?.Cost ?? video.Usage?.CostUsd;
        switch (video.Billing?.State?.ToLowerInvariant())
        {
            case "void":
                return new VideoCost(video.Billing.SettledUserCost ?? 0, unit, Charged: true);
            case "settled" when video.Billing.TotalNanos is { } nanos:
                return new VideoCost(nanos / NanosPerDollar, unit, Charged: true);
            case "settled" when (video.Billing.SettledUserCost ?? used) is { } settled:
                return new VideoCost(Exact(settled, used), unit, Charged: true);
            case not null when (video.Billing.EstimatedUserCost ?? used) is { } estimated:
                return new VideoCost(Exact(estimated, used), unit, Charged: false);
            default:
                // A usage without billing is an estimate until the job has made something; what a failed one used is not paid for.
                VideoStatus status = PhaseoStatus.Of(video.Status);
                return used is { } amount && status is not (VideoStatus.Failed or VideoStatus.Cancelled)
                    ? new VideoCost(amount, unit, Charged: status == VideoStatus.Completed)
                    : null;
        }
    }

    /// <summary>The usage's amount where billing's is the same with two decimals.</summary>
    private static decimal Exact(decimal billed, decimal? used) => used is { } amount && Math.Abs(amount - billed) <= 0.005m ? amount : billed;
}
