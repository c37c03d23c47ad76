using VideoGen.Faults.Running;

namespace VideoGen.Faults.Kills;

/// <summary>Rounds of several plans and their table.</summary>
internal sealed class KillTask(TextWriter output)
{
    /// <param name="plans">Each with the rounds it gets.</param>
    /// <param name="seed">Of the first round; the others count on from it.</param>
    /// <returns>Every broken promise.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<(KillPlan Plan, int Rounds)> plans, int seed)
    {
        var table = new TextTable("service", "sessions", "by", "rounds", "kills", "rows", "jobs", "duplicates", "lost", "damaged", "saved", "Unknown", "not made", "after Resolve", "not made ", ".tmp");
        var broken = new List<string>();
        await output.WriteLineAsync("The services' limits a minute and at once are those of their documents, kept on both sides; their clock and the sessions' is a quick one, but for PowerShell and Local.");
        foreach ((KillPlan plan, int rounds) in plans)
        {
            Undisturbed undisturbed = await new KillRound(plan).MeasureAsync();
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{plan.Service}: {rounds} rounds of {plan.Rows} rows, {plan.Sessions} at once, from seed {seed}; undisturbed {undisturbed.Time.TotalSeconds:0.0} s and {undisturbed.Requests} requests; clock x{plan.Speed:0}"));
            var sum = new KillResult();
            for (int round = 0; round < rounds; round++)
            {
                KillResult result = await new KillRound(plan).RunAsync(undisturbed, seed);
                foreach (string promise in result.Broken)
                {
                    broken.Add($"{plan.Service}, seed {seed}: {promise}");
                    await output.WriteLineAsync($"  BROKEN, seed {seed}: {promise}");
                }

                sum += result;
                seed++;
            }

            string kills = sum.SupervisorKills > 0 ? $"{sum.Kills}+{sum.SupervisorKills}" : $"{sum.Kills}";
            table.Add(
                plan.Service, plan.Sessions, plan.Shell ? "pwsh" : "dotnet", sum.Rounds, kills, sum.Audit.Wanted, sum.Audit.Made, sum.Audit.Duplicates, sum.Audit.Lost, sum.Audit.Damaged,
                sum.Audit.Saved, sum.Audit.Unknown, sum.Audit.UnknownNotMade, sum.Resolved.Unknown, sum.Resolved.UnknownNotMade, sum.Audit.Temporaries);
        }

        await output.WriteLineAsync();
        table.WriteTo(output);
        return broken;
    }
}
