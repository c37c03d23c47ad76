using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>Gets the models of the services and what each takes.</summary>
[Cmdlet(VerbsCommon.Get, "VideoModel")]
[OutputType(typeof(VideoModel))]
public sealed class GetVideoModelCommand : VideoCommand
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

    private protected override void Process()
    {
        try
        {
            foreach (string name in Name)
            {
                WriteObject(ModuleClient.Get(this).ListModels(Provider, name), enumerateCollection: true);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, Provider);
        }
    }
}
