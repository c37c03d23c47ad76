using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Forgets the name of a server. Its jobs stay in the journal, where they can be read again once it has its name back.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "VideoProvider", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterVideoProviderCommand : VideoCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegisteredProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    private protected override void Begin() => Confirmation.ThrowIfItCannotBeAsked(this);

    private protected override void Process()
    {
        VideoClient client = ModuleClient.Get(this);
        foreach (string name in Name)
        {
            try
            {
                client.Registrations.RequireRegistered(name);
                if (ShouldProcess(name, "Unregister"))
                {
                    client.Registrations.Unregister(name);
                    WarnOfJobs(client, name);
                }
            }
            catch (VideoGenException e)
            {
                WriteError(e, name);
            }
        }
    }

    private void WarnOfJobs(VideoClient client, string name)
    {
        JobQuery[] queries =
        [
            new() { Provider = name, Status = [.. Enum.GetValues<VideoStatus>().Where(status => !status.IsSettled())] },
            new() { Provider = name, Unclaimed = true },
        ];
        int open = queries.Sum(query => Await(cancellationToken => client.ListAsync(query, refresh: false, cancellationToken)).Jobs.Count);
        if (open > 0)
        {
            WriteWarning($"{(open == 1 ? "1 job" : $"{open} jobs")} of {name} in the journal can be read and saved only when it is registered again (Register-VideoProvider -Name {name} …).");
        }
    }
}
