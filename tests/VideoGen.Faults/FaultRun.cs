using VideoGen.Faults.Cuts;
using VideoGen.Faults.Kills;
using VideoGen.Faults.Mixed;
using VideoGen.Faults.Services;

namespace VideoGen.Faults;

/// <summary>The tasks that were asked for, their tables, and whether every promise was kept.</summary>
internal static class FaultRun
{
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter output)
    {
        var broken = new List<string>();
        foreach (string task in options.Tasks)
        {
            await output.WriteLineAsync($"--- {task}, seed {options.Seed} ---");
            broken.AddRange(task switch
            {
                "cuts" => await new CutTask(output).RunAsync([.. CutScene.All.Where(scene => options.Services.Contains(scene.Service))], allWays: true, bytes: options.Rounds / 4, options.Seed),
                "kills" => await new KillTask(output).RunAsync(KillPlans.Of(options), options.Seed),
                _ => await new MixedTask(output).RunAsync([.. options.Services.Where(service => service != LocalService.ProviderName)], Math.Max(1, options.Rounds / 50), Math.Max(1, options.Rounds / 10), options.Seed),
            });
            await output.WriteLineAsync();
        }

        foreach (string promise in broken)
        {
            await output.WriteLineAsync($"BROKEN: {promise}");
        }

        await output.WriteLineAsync(broken.Count == 0 ? "Every promise was kept." : $"{broken.Count} promises were broken.");
        return broken.Count == 0;
    }
}
