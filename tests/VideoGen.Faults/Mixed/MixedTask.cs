using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;

namespace VideoGen.Faults.Mixed;

/// <summary>Each trouble alone and all of them together, over every service, and their table.</summary>
internal sealed class MixedTask(TextWriter output)
{
    private const string Together = "all mixed";

    /// <param name="services">Names in the catalogue; one without a network meets none of this.</param>
    /// <param name="alone">How often each trouble alone.</param>
    /// <param name="mixed">How often all of them.</param>
    /// <returns>Every broken promise.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> services, int alone, int mixed, int seed)
    {
        var rows = new List<(string Name, IReadOnlyList<Trouble> Troubles, int Rounds)>();
        rows.AddRange(Trouble.All.Select(trouble => (trouble.Name, (IReadOnlyList<Trouble>)[trouble], alone)));
        rows.Add((Together, Trouble.All, mixed));

        var table = new TextTable(["trouble", "rows", "jobs", "duplicates", "lost", "damaged", "saved", "Unknown", "after Resolve", .. services]);
        var broken = new List<string>();
        foreach ((string name, IReadOnlyList<Trouble> troubles, int rounds) in rows.Where(row => row.Rounds > 0))
        {
            Audit sum = new(), resolved = new();
            var cells = new List<string>();
            foreach (string service in services)
            {
                var ofService = new Audit();
                for (int round = 0; round < rounds; round++, seed++)
                {
                    (Audit audit, Audit after) = await new MixedRound(service, troubles, seed).RunAsync();
                    (ofService, resolved) = (ofService + audit, resolved + after);
                    foreach (string promise in audit.Broken.Concat(after.Broken))
                    {
                        broken.Add($"{service}, {name}, seed {seed}: {promise}");
                        await output.WriteLineAsync($"  BROKEN, {broken[^1]}");
                    }
                }

                sum += ofService;
                cells.Add(FormattableString.Invariant($"{ofService.Unknown}/{ofService.Wanted} ({ofService.UnknownNotMade})"));
            }

            table.Add([name, sum.Wanted, sum.Made, sum.Duplicates, sum.Lost, sum.Damaged, sum.Saved, sum.Unknown, resolved.Unknown, .. cells]);
        }

        await output.WriteLineAsync("By service: clips Unknown in the end, of all; in brackets those of them that the service had not made. All others were saved.");
        await output.WriteLineAsync();
        table.WriteTo(output);
        return broken;
    }
}
