using System.Diagnostics;

namespace VideoGen.Tests.Processes;

/// <summary>
/// What makes a process a host of its own to the journal: a process namespace (unshare(1)), as a container has, in which the numbers of
/// other processes mean nothing, so that only its lease tells others that it lives.
/// </summary>
internal static class OwnHost
{
    // With root's rights at once, else in a user namespace where the system lets anybody make one.
    private static readonly string[] User = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];

    /// <summary>What goes before the program; the end of this command is the end of all that runs in it.</summary>
    public static IReadOnlyList<string> Command { get; } = ["unshare", .. User, "--pid", "--fork", "--mount-proc", "--kill-child"];

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Processes can be given hosts of their own on Linux only.";
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Command[0], [.. Command.Skip(1), "true"]) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"A process cannot be given a host of its own here: {errors.Trim()}";
        }
        catch (Exception e)
        {
            return $"A process cannot be given a host of its own here: {e.Message}";
        }
    }
}

/// <summary>Skipped, with the reason, where processes cannot be given hosts of their own.</summary>
internal sealed class OwnHostFactAttribute : FactAttribute
{
    public OwnHostFactAttribute() => Skip = OwnHost.Obstacle;
}
