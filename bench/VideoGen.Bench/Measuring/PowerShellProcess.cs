using System.Text.Json;

namespace VideoGen.Bench.Measuring;

/// <summary>Runs a script in a fresh PowerShell, as a user's session without a profile would.</summary>
internal static class PowerShellProcess
{
    /// <summary>Whether there is one on the PATH.</summary>
    public static bool IsThere => TimedProcess.IsThere("pwsh");

    /// <summary>Why a row that needs one is skipped.</summary>
    public const string Missing = "pwsh is not on the PATH";

    /// <summary>The manifest of the built module.</summary>
    public static string Module { get; } = Path.GetFullPath(Path.Combine("out", "VideoGen", "VideoGen.psd1"));

    /// <param name="script">The full path of a script, which ends by writing one line of JSON.</param>
    /// <param name="arguments">Its arguments, such as <c>-Home</c>, <c>/tmp/x</c>.</param>
    /// <param name="environment">Set in addition to that of this process; a null value removes one.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<(ProcessFigures Figures, JsonElement Said)> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        ProcessFigures figures = await TimedProcess.RunAsync(
            "pwsh", ["-NoProfile", "-NonInteractive", "-File", script, .. arguments], environment, cancellationToken);
        return (figures, LastLine.Read(figures.Output));
    }
}
