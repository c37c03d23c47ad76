using System.Globalization;
using System.Text;
using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Batch;

/// <summary>The batch as a pipeline in PowerShell.</summary>
internal static class PipelineBatch
{
    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "Batch", "batch.ps1"));

    /// <summary>Runs it in a session of its own.</summary>
    public static async Task<JsonElement> RunAsync(BatchWork work, CancellationToken cancellationToken)
    {
        string csv = Path.Combine(work.Home, "rows.csv");
        var rows = new StringBuilder("Prompt,Name\n");
        for (int row = 0; row < Math.Max(work.Rows, work.WarmUpRows); row++)
        {
            _ = rows.Append(CultureInfo.InvariantCulture, $"\"{BatchWork.Prompt(row)}\",shot-{row}\n");
        }

        await File.WriteAllTextAsync(csv, rows.ToString(), cancellationToken);
        var environment = new Dictionary<string, string?>
        {
            ["VIDEOGEN_HOME"] = work.Home,
            ["VIDEOGEN_PROVIDER"] = "OpenAI",
            ["VIDEOGEN_OPENAI_URI"] = work.Address.AbsoluteUri,
        };
        string[] arguments =
        [
            "-Module", PowerShellProcess.Module, "-Address", work.Address.AbsoluteUri, "-Rows", Text(work.Rows), "-Folder", work.Folder, "-Csv", csv,
            "-AtOnce", Text(BatchWork.AtOnce), "-WarmUpRows", Text(work.WarmUpRows),
        ];
        return (await PowerShellProcess.RunAsync(Script, arguments, environment, cancellationToken)).Said;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
