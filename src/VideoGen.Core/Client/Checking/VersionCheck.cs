using System.Reflection;
using System.Runtime.InteropServices;

namespace VideoGen.Client;

/// <summary>What the module runs on, and whether another module has loaded a library of ours in another version.</summary>
internal sealed class VersionCheck(Func<IEnumerable<Assembly>> loaded)
{
    private static readonly Version LeastPowerShell = new(7, 4);
    private static readonly Version LeastPolly = new(8, 0);

    public IEnumerable<VideoEnvironmentCheck> Run(EnvironmentOptions options)
    {
        if (options.PowerShell is { } version)
        {
            var finding = new Finding("PowerShell");
            yield return version < LeastPowerShell
                ? finding.Failed("", $"{version}; the module needs {LeastPowerShell} or later.", "Install a later one: https://aka.ms/powershell")
                : finding.Passed("", $"{version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.");
        }

        yield return new Finding("Module").Passed("", $"{options.Module} in {Path.GetDirectoryName(typeof(VersionCheck).Assembly.Location)}.");
        yield return Polly();
    }

    private VideoEnvironmentCheck Polly()
    {
        var finding = new Finding("Libraries");
        string own = Path.Combine(Path.GetDirectoryName(typeof(VersionCheck).Assembly.Location)!, "Polly.Core.dll");
        Assembly[] all = [.. loaded().Where(assembly => assembly.GetName().Name == "Polly.Core")];
        if (all.FirstOrDefault(assembly => !assembly.Location.Equals(own, StringComparison.OrdinalIgnoreCase)) is not { } other)
        {
            return finding.Passed("Polly.Core", "That of the module is the only one in this session.");
        }

        string detail = $"Another module has loaded {other.GetName().Version?.ToString(3)} from {other.Location}.";
        return other.GetName().Version < LeastPolly
            ? finding.Failed("Polly.Core", $"{detail} The module needs {LeastPolly} or later.", "Use VideoGen in a session of its own, or import it before the other module.")
            : finding.Warning("Polly.Core", $"{detail} The module can use it.", "If a command fails with a type or method that is missing, use VideoGen in a session of its own.");
    }
}
