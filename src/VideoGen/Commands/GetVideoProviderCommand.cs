using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>Gets what is known of the services.</summary>
[Cmdlet(VerbsCommon.Get, "VideoProvider")]
[OutputType(typeof(VideoProvider))]
public sealed class GetVideoProviderCommand : VideoCommand
{
    /// <summary>With wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(Completion.ProviderCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override void Process()
    {
        VideoClient client = ModuleClient.Get(this);
        foreach (string name in Name)
        {
            try
            {
                WriteObject(client.ListProviders(name), enumerateCollection: true);
                foreach ((string damaged, VideoGenException error) in name == "*" ? client.Registrations.Damaged : [])
                {
                    WriteError(error, damaged);
                }
            }
            catch (VideoGenException e)
            {
                WriteError(e, name);
            }
        }
    }
}
