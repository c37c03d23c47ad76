using System.Management.Automation;
using System.Management.Automation.Host;

namespace VideoGen.Cmdlets;

/// <summary>Whether somebody is there to answer a prompt.</summary>
internal static class Interactivity
{
    public static bool CanAsk(PSHost? host) =>
        host?.UI?.RawUI is not null
        && Environment.UserInteractive
        && !Console.IsInputRedirected
        && !IsStartedNonInteractive();

    /// <summary>Whether anybody may look at a bar: a console whose output goes to a file, or that nobody sits at, draws none or one that is in the way.</summary>
    public static bool ShowsProgress(PSHost? host) =>
        host?.Name != "ConsoleHost" || (Environment.UserInteractive && !Console.IsOutputRedirected && !IsStartedNonInteractive());

    /// <summary>Whether a command was typed at a prompt that comes back afterwards: not called by a script, a job or another machine.</summary>
    public static bool IsTyped(PSCmdlet command) =>
        command.CommandOrigin == CommandOrigin.Runspace
        && command.MyInvocation.HistoryId > 0
        && command.Host?.Name is not ("Default Host" or "ServerRemoteHost")
        && CanAsk(command.Host)
        && !IsOneCommand(Environment.GetCommandLineArgs().Skip(1));

    /// <summary>Whether a PowerShell that was started with these arguments runs what they say and ends.</summary>
    internal static bool IsOneCommand(IEnumerable<string> arguments)
    {
        string[] own = [.. arguments.TakeWhile(argument => !IsCommand(argument))];
        return own.Length < arguments.Count() && !own.Any(argument => IsParameter(argument, "noexit", least: 3));
    }

    private static bool IsStartedNonInteractive() => Environment.GetCommandLineArgs().Skip(1).TakeWhile(argument => !IsCommand(argument)).Any(IsNonInteractive);

    // pwsh takes any unambiguous beginning of a parameter, with one or two dashes or a slash.
    private static bool IsNonInteractive(string argument) => IsParameter(argument, "noninteractive", least: 4);

    // What follows is the user's script and its arguments.
    private static bool IsCommand(string argument) =>
        IsParameter(argument, "command", least: 1) || IsParameter(argument, "file", least: 1) || IsParameter(argument, "commandwithargs", least: 8)
        || IsParameter(argument, "encodedcommand", least: 1) || IsParameter(argument, "ec", least: 2) || IsParameter(argument, "cwa", least: 3);

    private static bool IsParameter(string argument, string name, int least)
    {
        string word = argument.TrimStart('-', '/').ToLowerInvariant();
        return word.Length != argument.Length && word.Length >= least && name.StartsWith(word, StringComparison.Ordinal);
    }
}
