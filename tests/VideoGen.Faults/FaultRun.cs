using VideoGen.Faults.Cuts;
using VideoGen.Faults.Kills;
using VideoGen.Faults.Mixed;
using VideoGen.Faults.Services;

namespace VideoGen.Faults;

/// <summary>The tasks that were asked for, their tables, and whether every promise was kept.</summary>
internal static class FaultRun
{
    /// <summary>Rounds of kills for each round of a trouble alone, of all troubles together, and for each cut at any byte of an exchange.</summary>
    private const int PerTrouble = 50, PerMix = 10, PerByte = 5;

    /// <returns>False when a promise was broken.</returns>
    public static async Task<bool> RunAsync(FaultOptions options, TextWriter output)
    {
        if (!LocalService.IsAvailable && options.Services.Contains(LocalService.ProviderName))
        {
            await output.WriteLineAsync("There is no FFmpeg: Local is left out.");
            options = options with { Services = [.. options.Services.Where(service => service != LocalService.ProviderName)] };
        }

        if (options.WithShell && !ShellBatch.IsAvailable)
        {
            await output.WriteLineAsync("There is no pwsh on the PATH, or no built module: the sessions are all of this program.");
            options = options with { WithShell = false };
        }

        var broken = new List<string>();
        foreach (string task in options.Tasks)
        {
            await output.WriteLineAsync(FormattableString.Invariant($"--- {task}, {options.Rounds} rounds, seed {options.Seed} ---"));
            broken.AddRange(await RunAsync(task, options, output));
            await output.WriteLineAsync();
        }

        foreach (string promise in broken)
        {
            await output.WriteLineAsync($"BROKEN: {promise}");
        }

        await output.WriteLineAsync(broken.Count == 0 ? "Every promise was kept." : FormattableString.Invariant($"{broken.Count} promises were broken."));
        return broken.Count == 0;
    }

    private static Task<IReadOnlyList<string>> RunAsync(string task, FaultOptions options, TextWriter output)
    {
        string[] emulated = [.. options.Services.Where(service => service != LocalService.ProviderName)];
        return task switch
        {
            "cuts" => new CutTask(output).RunAsync([.. CutScene.All.Where(scene => emulated.Contains(scene.Service))], CutDepth.Everything(options.Rounds / PerByte), options.Seed),
            "kills" => new KillTask(output).RunAsync(KillPlans.Of(options), options.Seed),
            _ => new MixedTask(output).RunAsync(emulated, Math.Max(1, options.Rounds / PerTrouble), Math.Max(1, options.Rounds / PerMix), options.Seed),
        };
    }
}
