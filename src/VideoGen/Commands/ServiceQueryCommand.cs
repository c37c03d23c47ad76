using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>The base of the commands that ask services about themselves, all of those that can answer at once.</summary>
public abstract class ServiceQueryCommand : VideoCommand
{
    /// <summary>Services by name. Without one, those that can answer and have a credential.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    private protected VideoClient Client { get; private set; } = null!;

    private protected override void Begin() => Client = ModuleClient.Get(this);

    private protected sealed override void Process()
    {
        string[] providers = Provider.Length > 0 ? Provider : [.. Askable().Where(Client.HasCredential)];
        if (providers.Length == 0)
        {
            WriteWarning($"None of the services that can answer has a credential: {string.Join(", ", Askable())}.");
        }

        foreach (string provider in providers)
        {
            Pump.Start(async cancellationToken =>
            {
                try
                {
                    IEnumerable<object> answer = await AskAsync(provider, cancellationToken).ConfigureAwait(false);
                    Pump.Post(() => WriteObject(answer, enumerateCollection: true));
                }
                catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    Pump.Post(() => WriteError(VideoGenException.Of(e), provider));
                }
            });
        }
    }

    /// <summary>The services that can answer.</summary>
    private protected abstract IReadOnlyList<string> Askable();

    private protected abstract Task<IEnumerable<object>> AskAsync(string provider, CancellationToken cancellationToken);
}
