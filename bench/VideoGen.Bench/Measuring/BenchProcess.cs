using System.Runtime.InteropServices;
using System.Text.Json;

namespace VideoGen.Bench.Measuring;

/// <summary>Runs one of <see cref="BenchPrograms"/> in a process of its own.</summary>
internal static class BenchProcess
{
    // <dotnet>/shared/Microsoft.NETCore.App/<version>/
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>What starts a program of the bench: the executable and its first arguments.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) Command(string name, params IEnumerable<string> arguments) =>
        (Dotnet, [typeof(BenchProcess).Assembly.Location, "program", name, .. arguments]);

    /// <returns>What it took, and the last line that it printed, as JSON.</returns>
    public static async Task<(ProcessFigures Figures, JsonElement Said)> RunAsync(
        string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        (string program, IReadOnlyList<string> all) = Command(name, arguments);
        ProcessFigures figures = await TimedProcess.RunAsync(program, all, environment, cancellationToken);
        return (figures, LastLine.Read(figures.Output));
    }
}
