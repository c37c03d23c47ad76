using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Tracing;

namespace VideoGen.Cmdlets;

/// <summary>Writes what was exchanged with a service for a job to a file that is safe to post in public.</summary>
[Cmdlet(VerbsData.Export, "VideoJobTrace", SupportsShouldProcess = true, DefaultParameterSetName = JobCommand.ByObject)]
[OutputType(typeof(FileInfo))]
public sealed class ExportVideoJobTraceCommand : VideoCommand
{
    private const string ByRefusal = "Refused";

    private VideoClient _client = null!;

    /// <summary>The service's id, our key, or an unambiguous beginning of either.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = JobCommand.ById)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Jobs, ids as text, or what is left of jobs after Clixml, JSON or CSV.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = JobCommand.ByObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>The last submission that its service refused, of which there is no job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRefusal)]
    public SwitchParameter LastRefused { get; set; }

    /// <summary>A file, or a folder that gets videogen-trace-KEY.md; by default the current location.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves in what you wrote: prompts, the job's name and its batch.</summary>
    [Parameter]
    public SwitchParameter IncludePrompt { get; set; }

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        _client = ModuleClient.Get(this);
    }

    private protected override void Process()
    {
        if (ParameterSetName == JobCommand.ById)
        {
            foreach (string id in Id)
            {
                Export(id, () => Find(JobReference.Of(id)));
            }
        }
        else if (LastRefused)
        {
            Export(null, () => Await(_client.Traces.FindLastRefusedAsync));
        }
        else
        {
            Export(InputObject, () => Find(JobReferenceReader.Read(InputObject)));
        }
    }

    /// <summary>A job of the journal: one that is somewhere else only has no trace here.</summary>
    private VideoJob Find(JobReference reference) =>
        Await(cancellationToken => _client.FindAsync(reference.ToString(), reference.Key is null ? reference.Provider : null, cancellationToken));

    private void Export(object? target, Func<VideoJob> find)
    {
        try
        {
            VideoJob job = find();
            string path = PathFor(job);
            if (ShouldProcess(path, $"Export the trace of {JobTitle.Of(job)}"))
            {
                var options = new TraceExportOptions { Path = path, Force = Force, IncludePrompt = IncludePrompt, Host = $"PowerShell {Host.Version}" };
                FileInfo file = Await(cancellationToken => _client.Traces.ExportAsync(job, options, cancellationToken));
                WriteObject(InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true), enumerateCollection: true);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, target);
        }
    }

    private string PathFor(VideoJob job)
    {
        (string folder, string destination) = DestinationPath.Resolve(SessionState.Path, Path);
        string full = System.IO.Path.GetFullPath(destination, folder);
        bool isFolder = Directory.Exists(full) || System.IO.Path.EndsInDirectorySeparator(destination) || !System.IO.Path.HasExtension(destination);
        return isFolder ? System.IO.Path.Combine(full, JobTraces.FileName(job)) : full;
    }
}
