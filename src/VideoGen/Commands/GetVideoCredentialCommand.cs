using System.Management.Automation;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Gets where the credentials of providers come from. It never shows a secret, asks no service and opens no vault.</summary>
[Cmdlet(VerbsCommon.Get, "VideoCredential")]
[OutputType(typeof(VideoCredential))]
public sealed class GetVideoCredentialCommand : VideoCommand
{
    /// <summary>With wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CredentialProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = ["*"];

    private protected override void Process()
    {
        foreach (string pattern in Provider)
        {
            try
            {
                foreach ((VideoCredential credential, VideoGenException? trouble) in ModuleClient.Get(this).Credentials.List(pattern))
                {
                    if (trouble is not null)
                    {
                        WriteError(trouble, credential);
                    }

                    WriteObject(credential);
                }
            }
            catch (VideoGenException e)
            {
                WriteError(e, pattern);
            }
        }
    }
}
