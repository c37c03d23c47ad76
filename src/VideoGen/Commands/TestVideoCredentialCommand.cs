using System.Management.Automation;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Asks services whether they take the credential, by a request that makes and costs nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "VideoCredential")]
[OutputType(typeof(VideoCredentialCheck))]
public sealed class TestVideoCredentialCommand : ServiceCommand
{
    /// <summary>With wildcards. Without a name, those that a credential is set for.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CredentialProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    private protected override void Process()
    {
        if (Provider.Length == 0 && Credentials.IsGiven)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "The credential given to this command is for one service: give its name as Provider.");
        }

        string[] providers = [.. (Provider.Length == 0 ? ["*"] : Provider).SelectMany(Find).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (providers.Length == 0 && Provider.Length == 0)
        {
            WriteWarning("No credential is set; Set-VideoCredential keeps one.");
        }

        foreach (string provider in providers)
        {
            // A vault is asked anew: what it had when this session began is not what is tested.
            Client.Credentials.Forget(provider);
            if (TryPrepare(provider, provider))
            {
                Pump.Start(cancellationToken => CheckAsync(provider, cancellationToken));
            }
        }
    }

    private async Task CheckAsync(string provider, CancellationToken cancellationToken)
    {
        try
        {
            VideoCredentialCheck check = await Client.CheckCredentialAsync(provider, cancellationToken).ConfigureAwait(false);
            Pump.Post(() => WriteObject(check));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Pump.Post(() => WriteError(VideoGenException.Of(e), provider));
        }
    }

    /// <summary>The services that a pattern means; of all of them, those that have something to test.</summary>
    private IEnumerable<string> Find(string pattern)
    {
        try
        {
            bool isAll = WildcardPattern.ContainsWildcardCharacters(pattern);
            return [.. Client.Credentials.List(pattern).Where(item => !isAll || item.Credential.IsSet || item.Trouble is not null).Select(item => item.Credential.Provider)
                .Where(provider => Client.Catalog.All.Any(entry => entry.Descriptor.Name == provider))];
        }
        catch (VideoGenException e)
        {
            WriteError(e, pattern);
            return [];
        }
    }
}
