namespace VideoGen.Client;

/// <summary>Who runs this, and whether somebody could be asked: keys, journal and rights are those of an account.</summary>
internal sealed class AccountCheck(AccountFacts account, Func<string, string?> environment, string home)
{
    public IEnumerable<VideoEnvironmentCheck> Run(EnvironmentOptions options)
    {
        yield return Identity();
        yield return Session(options);
        if (options.AsksForConfirmation)
        {
            var preference = new Finding("Confirmation");
            const string Detail = "$ConfirmPreference makes the commands ask before each step.";
            const string Remedy = "Set $ConfirmPreference = 'High', which is the default, or pass -Confirm:$false.";
            yield return options.Unattended || !options.CanAsk ? preference.Failed("", $"{Detail} Where nobody can answer that is the error CannotAsk.", Remedy) : preference.Warning("", Detail, Remedy);
        }
    }

    private VideoEnvironmentCheck Identity()
    {
        var finding = new Finding("Account");
        bool choosesHome = !string.IsNullOrWhiteSpace(environment("VIDEOGEN_HOME"));
        if (account.IsBuiltIn && !choosesHome)
        {
            return finding.Warning(account.Name, $"An account of the system. It sees no key that you stored as yourself, and its journal is in {home}.", "Run as an account of its own and run Set-VideoCredential as that account, or set VIDEOGEN_HOME and a key file.");
        }

        // Services, systemd units and cron may start without it; .NET then falls back on the user database, or on the root folder.
        return !OperatingSystem.IsWindows() && string.IsNullOrEmpty(environment("HOME")) && !choosesHome
            ? finding.Warning(account.Name, $"HOME is not set, as in some services; the journal and the stored keys would be in {home}.", "Set VIDEOGEN_HOME to a folder of this account that stays.")
            : finding.Passed(account.Name, $"Runs on {Environment.MachineName}.");
    }

    private static VideoEnvironmentCheck Session(EnvironmentOptions options)
    {
        var finding = new Finding("Session");
        return options switch
        {
            { CanAsk: false } => finding.Passed("", "Nobody can be asked here, so nothing prompts."),
            { Unattended: true } => finding.Warning(
                "", "This session can ask; a scheduled run has an account, an environment and a profile of its own.", "Run this where the job will run, as its account: pwsh -NonInteractive -Command Test-VideoEnvironment -Unattended"),
            _ => finding.Passed("", "Somebody can be asked."),
        };
    }
}
