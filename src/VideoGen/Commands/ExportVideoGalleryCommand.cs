using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Gallery;

namespace VideoGen.Cmdlets;

/// <summary>Writes one HTML page to look at clips, and at what became of the jobs that have none.</summary>
[Cmdlet(VerbsData.Export, "VideoGallery", SupportsShouldProcess = true, DefaultParameterSetName = ByFilter)]
[OutputType(typeof(FileInfo))]
public sealed class ExportVideoGalleryCommand : VideoCommand
{
    private const string ByFilter = "Filter";

    private readonly List<VideoJob> _jobs = [];
    private readonly List<string> _files = [];

    /// <summary>The page, or the folder for it; gallery.html beside the clips where it is left out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The service's id, our key, or an unambiguous beginning of either.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JobCommand.ById)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Jobs, ids as text, what is left of jobs after Clixml, JSON or CSV, or files that Save-VideoJob emitted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = JobCommand.ByObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>The jobs of these batches, with wildcards; all of the journal where it is left out.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? Batch { get; set; }

    /// <summary>The heading; the batch's name where it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Replaces a file that is no gallery.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private VideoClient Client { get; set; } = null!;

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        Client = ModuleClient.Get(this);
    }

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case JobCommand.ById:
                Array.ForEach(Id, id => Gather(() => JobReference.Of(id), id));
                break;

            case JobCommand.ByObject when InputObject?.BaseObject is FileInfo file:
                _files.Add(file.FullName);
                break;

            case JobCommand.ByObject:
                Gather(() => JobReferenceReader.Read(InputObject), InputObject);
                break;

            default:
                List();
                break;
        }
    }

    private void Gather(Func<JobReference> read, object? target)
    {
        try
        {
            JobReference reference = read();
            _jobs.Add(reference.Job ?? Await(cancellationToken => JobLookup.FindKnownAsync(Client, reference, cancellationToken)));
        }
        catch (VideoGenException e)
        {
            WriteError(e, target);
        }
    }

    private void List()
    {
        JobListing listing = Await(cancellationToken => Client.ListAsync(new JobQuery { Batch = Batch }, refresh: false, cancellationToken));
        foreach (VideoGenException damaged in listing.Damaged)
        {
            WriteError(damaged, null);
        }

        _jobs.AddRange(listing.Jobs.Select(reading => reading.Job));
        if (_jobs.Count == 0)
        {
            throw new VideoGenException(
                VideoErrors.JobNotFound, Batch is null ? "The journal has no jobs." : $"The journal has no job of a batch '{DisplayText.OneLine(Batch, 60)}'.");
        }
    }

    private protected override void Finish()
    {
        FindOwners();
        if (_jobs.Count == 0)
        {
            return;
        }

        (string folder, string path) = DestinationPath.Resolve(SessionState.Path, Path ?? "");
        var options = new GalleryOptions
        {
            Path = Path is null ? null : System.IO.Path.GetFullPath(path, folder),
            BaseFolder = folder,
            Title = Title,
            Force = Force,
        };
        GalleryExport gallery = Await(cancellationToken => Client.PlanGalleryAsync(_jobs, options, cancellationToken));
        if (ShouldProcess(gallery.Path, $"Write a gallery of {gallery.ClipCount} clips of {gallery.JobCount} jobs"))
        {
            FileInfo page = Await(gallery.WriteAsync);

            // As Get-Item would emit it, so that it shows and binds like any other file of the session.
            WriteObject(InvokeProvider.Item.Get([page.FullName], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private void FindOwners()
    {
        if (_files.Count == 0)
        {
            return;
        }

        IReadOnlyList<VideoJob?> owners = Await(cancellationToken => Client.FindBySavedFileAsync(_files, cancellationToken));
        foreach ((string file, VideoJob? owner) in _files.Zip(owners))
        {
            if (owner is not null)
            {
                _jobs.Add(owner);
            }
            else
            {
                WriteError(new VideoGenException(VideoErrors.JobNotFound, $"No job of the journal was saved as {DisplayText.OneLine(file, 300)}."), file);
            }
        }
    }
}
