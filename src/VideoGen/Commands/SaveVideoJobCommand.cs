using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>Downloads what completed jobs made.</summary>
[Cmdlet(VerbsData.Save, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(FileInfo))]
public sealed class SaveVideoJobCommand : JobCommand
{
    private const int DefaultThrottle = 4;

    private SaveRun _run = null!;
    private ProgressPane _pane = null!;
    private SaveProgress _progress = null!;

    /// <summary>A folder, or a template such as ./clips/{Batch}/{Name}.{Extension}.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByObject)]
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes a JSON file beside each clip that says how it was made.</summary>
    [Parameter]
    public SwitchParameter WithManifest { get; set; }

    /// <summary>Downloads under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
        (string folder, string destination) = DestinationPath.Resolve(SessionState.Path, Destination);
        _run = Client.OpenSave(new SaveOptions { Destination = destination, BaseFolder = folder, Force = Force, WithManifest = WithManifest });
        _pane = new ProgressPane(Pump, this, "Saving video clips", TimeProvider.System);
        _progress = new SaveProgress(_pane.Report);
    }

    private protected override void Handle(JobReference reference)
    {
        if (Find(reference) is not { } job)
        {
            return;
        }

        IReadOnlyList<string> paths;
        try
        {
            paths = _run.PlanPaths(job);
        }
        catch (VideoGenException e)
        {
            WriteError(e, job);
            return;
        }

        if (!ShouldProcess(string.Join(", ", paths), $"Save {JobTitle.Of(job)}") || (MayAsk(job) && !TryPrepare(job.Provider, job)))
        {
            return;
        }

        Start(job, async cancellationToken =>
        {
            IReadOnlyList<FileInfo> files = await _run.SaveAsync(job, paths, _progress, cancellationToken).ConfigureAwait(false);
            Pump.Post(() => WriteFiles(files));
        });
        Pump.RunUntilFewerThan(ThrottleLimit);
    }

    /// <summary>Whether saving may need the service: for a fresh link, or because the clip is behind the key.</summary>
    private bool MayAsk(VideoJob job) => (Force || job.File is null) && job.Status is not (VideoStatus.Failed or VideoStatus.Cancelled or VideoStatus.Unknown);

    /// <summary>As Get-Item would emit them, so that they show and bind like any other file of the session.</summary>
    private void WriteFiles(IReadOnlyList<FileInfo> files) => WriteObject(
        InvokeProvider.Item.Get([.. files.Select(file => file.FullName)], force: true, literalPath: true), enumerateCollection: true);

    private protected override void Concluded() => _pane?.Complete();
}
