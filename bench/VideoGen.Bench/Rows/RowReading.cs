using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Rows;

/// <summary>One command over the rows of a sheet.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Module">Its module.</param>
/// <param name="Command">The command.</param>
/// <param name="IsPlan">With -WhatIf.</param>
internal sealed record RowReading(string Name, string Module, string Command, bool IsPlan)
{
    private static readonly string Script = Path.GetFullPath(Path.Combine("bench", "VideoGen.Bench", "Rows", "rows.ps1"));

    /// <summary>Runs it in a fresh session, whose output goes to a file.</summary>
    /// <returns>What rows.ps1 tells.</returns>
    public async Task<JsonElement> RunAsync(string csv, string folder, CancellationToken cancellationToken)
    {
        string told = Path.Combine(folder, "told.json");
        string[] pwsh = ["pwsh", "-NoProfile", "-NonInteractive", "-File", Script, "-Module", Module, "-Csv", csv, "-Result", told, "-Command", Command, .. IsPlan ? ["-Plan"] : Array.Empty<string>()];
        var environment = new Dictionary<string, string?> { ["VIDEOGEN_HOME"] = Path.Combine(folder, "home"), ["VIDEOGEN_PROVIDER"] = null };
        await (OperatingSystem.IsWindows()
            ? TimedProcess.RunAsync(pwsh[0], pwsh[1..], environment, cancellationToken)
            : TimedProcess.RunAsync("sh", ["-c", "exec \"$@\" > \"$0\"", Path.Combine(folder, "output.txt"), .. pwsh], environment, cancellationToken));
        return LastLine.Read(await File.ReadAllTextAsync(told, cancellationToken));
    }
}
