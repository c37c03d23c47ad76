using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>How the rounds are shared out.</summary>
internal static class KillPlans
{
    /// <summary>PowerShell knows the real time only, so these are services that take many rows a minute.</summary>
    private static readonly string[] ForShell = ["Akool", "OpenAI", "Phaseo", LocalService.ProviderName];

    private const int RowsForShell = 20;

    /// <summary>What is rendered here is rendered in real time.</summary>
    private const int RowsForLocal = 20;

    public static IReadOnlyList<(KillPlan Plan, int Rounds)> Of(FaultOptions options)
    {
        var plans = new List<(KillPlan, int)>();
        int each = Math.Max(1, options.Rounds / options.Services.Count);
        int together = options.Sessions is null ? each / 4 : 0;
        foreach (string service in options.Services)
        {
            int rows = service == LocalService.ProviderName ? Math.Min(options.Rows, RowsForLocal) : options.Rows;
            plans.Add((new KillPlan(service, rows, options.Sessions ?? 1, Shell: false), each - together));
            if (together > 0)
            {
                plans.Add((new KillPlan(service, rows, Sessions: 2, Shell: false), together));
            }

            if (options.WithShell && ForShell.Contains(service))
            {
                plans.Add((new KillPlan(service, Math.Min(options.Rows, RowsForShell), options.Sessions ?? 1, Shell: true), Math.Max(1, each / 5)));
            }
        }

        return plans;
    }
}
