using System.Text.Json;
using VideoGen.Bench.Measuring;
using VideoGen.Bench.Reports;

namespace VideoGen.Bench.Import;

/// <summary>What a session waits for until the module is there, and until its first command has answered.</summary>
internal sealed class ImportRow : IBenchRow
{
    private const int Repeats = 15;

    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "Import", "import.ps1"));

    public string Name => "import";

    public string Title => "Import-Module in a fresh process, and a first Get-VideoJob, against an empty module with one command";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (!PowerShellProcess.IsThere)
        {
            result.Skip(PowerShellProcess.Missing);
            return;
        }

        string home = run.NewFolder("home");
        await SmallJournal.MakeAsync(home, cancellationToken);
        var environment = new Dictionary<string, string?> { ["VIDEOGEN_HOME"] = home, ["VIDEOGEN_PROVIDER"] = "Local" };
        List<ModuleStart> starts = [new("empty module", EmptyModule.Path, EmptyModule.Command), new("VideoGen", PowerShellProcess.Module, "Get-VideoJob")];
        if (run.Options.PeerModule is { } peer)
        {
            starts.Add(new ModuleStart("peer module", peer, ""));
        }

        // In turns, so that what else the machine does meets all of them; the first of each reads its files into the system's cache.
        for (int repeat = -1; repeat < (run.Quick ? 1 : Repeats); repeat++)
        {
            foreach (ModuleStart start in (repeat + run.Number) % 2 == 0 ? starts : Enumerable.Reverse(starts))
            {
                (ProcessFigures figures, JsonElement said) = await PowerShellProcess.RunAsync(
                    Script, start.Command.Length == 0 ? ["-Module", start.Path] : ["-Module", start.Path, "-Command", start.Command], environment, cancellationToken);
                if (repeat >= 0)
                {
                    start.Add(figures, said);
                }
            }
        }

        foreach (ModuleStart start in starts)
        {
            start.Report(result);
        }

        (ModuleStart empty, ModuleStart ours) = (starts[0], starts[1]);
        result.AtMost("import, VideoGen to the empty module", ours.Import / empty.Import, 1.5);
        result.AtMost("import and first command, VideoGen to the empty module", ours.ImportAndFirst / empty.ImportAndFirst, 3);
        if (starts.Count > 2)
        {
            result.AtMost("import, VideoGen to the peer module", ours.Import / starts[2].Import, 1.5);
        }
    }
}
