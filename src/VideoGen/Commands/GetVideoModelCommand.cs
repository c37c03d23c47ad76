using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Gets the models of the services and what each takes.</summary>
[Cmdlet(VerbsCommon.Get, "VideoModel")]
[OutputType(typeof(VideoModel))]
public sealed class GetVideoModelCommand : ServiceCommand
{
    /// <summary>With wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(Completion.ModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>With wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(Completion.ProviderCompleter))]
    public string Provider { get; set; } = "*";

    /// <summary>Asks the services that list their models, instead of the catalogue.</summary>
    [Parameter]
    public SwitchParameter AtService { get; set; }

    private protected override void Process()
    {
        if (AtService)
        {
            if (WildcardPattern.ContainsWildcardCharacters(Provider))
            {
                throw new VideoGenException(VideoErrors.MissingValue, "AtService asks one service: give its name as Provider.");
            }

            _ = Credentials.Prepare(Provider);
            Pump.Start(ListAtServicesAsync);
            return;
        }

        try
        {
            foreach (string name in Name)
            {
                WriteObject(Client.ListModels(Provider, name), enumerateCollection: true);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, Provider);
        }
    }

    private async Task ListAtServicesAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<VideoModel> models = await Client.ListModelsAtServiceAsync(Provider, cancellationToken).ConfigureAwait(false);
            WildcardPattern[] names = [.. Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
            Pump.Post(() => WriteObject(models.Where(model => names.Any(name => name.IsMatch(model.Name))), enumerateCollection: true));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Pump.Post(() => WriteError(VideoGenException.Of(e), Provider));
        }
    }
}
