using System.Management.Automation.Host;

namespace VideoGen.Cmdlets;

/// <summary>Whether somebody is there to answer a prompt.</summary>
internal static class Interactivity
{
    public static bool CanAsk(PSHost? host) =>
        host?.UI?.RawUI is not null
        && Environment.UserInteractive
        && !Console.IsInputRedirected
        && !Environment.GetCommandLineArgs().Skip(1).TakeWhile(argument => !IsCommand(argument)).Any(IsNonInteractive);

    // pwsh takes any unambiguous beginning of a parameter, with one or two dashes or a slash.
    private static bool IsNonInteractive(string argument) => IsParameter(argument, "noninteractive", least: 4);

    // What follows is the user's script and its arguments.
    private static bool IsCommand(string argument) =>
        IsParameter(argument, "command", least: 1) || IsParameter(argument, "file", least: 1) || IsParameter(argument, "commandwithargs", least: 8);

    private static bool IsParameter(string argument, string name, int least)
    {
        string word = argument.TrimStart('-', '/').ToLowerInvariant();
        return word.Length != argument.Length && word.Length >= least && name.StartsWith(word, StringComparison.Ordinal);
    }
}
