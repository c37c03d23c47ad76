using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>The batch as the pipeline of four commands in a real PowerShell, over the built module in <c>out/VideoGen</c>.</summary>
internal static class ShellBatch
{
    /// <summary>The built module; null where there is none.</summary>
    public static string? Module
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (Path.Combine(folder.FullName, "out", "VideoGen", "VideoGen.psd1") is { } module && File.Exists(module))
                {
                    return module;
                }
            }

            return null;
        }
    }

    public static bool IsAvailable => Module is not null && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")));

    public static ProcessStartInfo StartInfo(KillPlan plan, WorkFolder folder)
    {
        string table = Path.Combine(folder.Path, "shots.csv");
        if (!File.Exists(table))
        {
            File.WriteAllText(table, Csv(ShotRows.Of(plan.Service, plan.Rows)));
        }

        string script = $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Module}}'
            $ErrorActionPreference = 'Continue'
            Import-Csv '{{table}}' | New-VideoJob -Provider {{plan.Service}} -Batch {{BatchRun.Name}} | Wait-VideoJob -PollInterval 0.3 | Save-VideoJob -Destination '{{folder.Clips}}' | ForEach-Object FullName
            exit [int]($Error.Count -gt 0)
            """;
        var start = new ProcessStartInfo("pwsh");
        foreach (string argument in (string[])["-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(script))])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static string Csv(IEnumerable<VideoRequest> rows)
    {
        var text = new StringBuilder("Name,Prompt,Image,Duration,Size\n");
        foreach (VideoRequest row in rows)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{row.Name},{row.Prompt},{row.Image?.Value},{row.Duration},{row.Size}\n");
        }

        return text.ToString();
    }
}
