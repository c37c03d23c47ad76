using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Batch;

/// <summary>The official client for Node, installed once into <c>out/bench/node</c>.</summary>
internal static class NodeClient
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine("out", "bench", "node"));

    private static readonly string Source = Path.Combine("bench", "VideoGen.Bench", "Batch", "Node");

    /// <summary>Why it is not there, or null when it is.</summary>
    public static async Task<string?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!TimedProcess.IsThere("node") || !TimedProcess.IsThere("npm"))
        {
            return "node or npm is not on the PATH";
        }

        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.GetFiles(Source))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        if (Directory.Exists(Path.Combine(Folder, "node_modules", "openai")))
        {
            return null;
        }

        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"]) { WorkingDirectory = Folder, RedirectStandardOutput = true };
            using Process npm = Process.Start(start)!;
            _ = await npm.StandardOutput.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            return npm.ExitCode == 0 ? null : $"npm ended with code {npm.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"npm did not start: {e.Message}";
        }
    }

    /// <summary>Runs the batch with it.</summary>
    public static async Task<JsonElement> RunAsync(BatchWork work, CancellationToken cancellationToken)
    {
        string[] arguments = [Path.Combine(Folder, "batch.mjs"), work.Address.AbsoluteUri, Text(work.Rows), work.Folder, Text(BatchWork.AtOnce), Text(work.WarmUpRows)];
        return LastLine.Read((await TimedProcess.RunAsync("node", arguments, null, cancellationToken)).Output);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
