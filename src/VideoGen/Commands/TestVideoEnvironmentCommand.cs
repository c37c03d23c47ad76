using System.Collections;
using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Looks at what a run needs. It never prompts, sends no key, and leaves nothing behind.</summary>
[Cmdlet(VerbsDiagnostic.Test, "VideoEnvironment")]
[OutputType(typeof(VideoEnvironmentCheck))]
public sealed class TestVideoEnvironmentCommand : VideoCommand
{
    /// <summary>With wildcards. Without a name all; of these, a service without a key is passed over.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    /// <summary>The run will have nobody to answer a prompt.</summary>
    [Parameter]
    public SwitchParameter Unattended { get; set; }

    /// <summary>Asks no service.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    private protected override void Process()
    {
        VideoClient client;
        try
        {
            client = ModuleClient.Get(this);
        }
        catch (VideoGenException e)
        {
            // No place for a journal: all else would be looked for there.
            WriteObject(new VideoEnvironmentCheck { Check = "Journal", Result = EnvironmentCheckResult.Failed, Detail = e.Message, Remedy = e.Remedy });
            return;
        }

        EnvironmentOptions options = Options();
        Pump.Start(cancellationToken => client.CheckEnvironmentAsync(options, check => Pump.Post(() => WriteObject(check)), cancellationToken));
    }

    private EnvironmentOptions Options() => new()
    {
        Providers = Provider,
        Unattended = Unattended,
        Offline = Offline,
        CurrentFolder = CurrentFolder(),
        PowerShell = PowerShellVersion(),
        Module = MyInvocation.MyCommand.Module?.Version ?? typeof(TestVideoEnvironmentCommand).Assembly.GetName().Version!,
        CanAsk = Interactivity.CanAsk(Host),
        AsksForConfirmation = Confirmation.Asks(this),
    };

    private string? CurrentFolder()
    {
        PathInfo location = SessionState.Path.CurrentFileSystemLocation;
        return Path.IsPathFullyQualified(location.ProviderPath) ? location.ProviderPath : null;
    }

    /// <summary>Without the words of a preview.</summary>
    private Version? PowerShellVersion() =>
        (SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"]?.ToString() is { } text && Version.TryParse(text.Split('-')[0], out Version? version) ? version : null;
}
