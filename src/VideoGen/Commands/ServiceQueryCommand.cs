using System.Management.Automation;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>The base of the commands that ask services about themselves, all of those that can answer at once.</summary>
public abstract class ServiceQueryCommand : ServiceCommand
{
    /// <summary>Services by name. Without one, those that can answer and have a credential.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    private protected sealed override void Process()
    {
        if (Credentials.IsGiven && Provider.Length == 0)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "The credential given to this command is for one service: give its name as Provider.");
        }

        string[] providers = Provider.Length > 0 ? Provider : [.. Askable().Where(Client.HasCredential)];
        if (providers.Length == 0)
        {
            WriteWarning($"None of the services that can answer has a credential: {string.Join(", ", Askable())}.");
        }

        foreach (string provider in providers.Where(provider => TryPrepare(provider, provider)))
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
