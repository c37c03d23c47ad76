using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Downloads what completed jobs made.</summary>
[Cmdlet(VerbsData.Save, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(FileInfo))]
public sealed class SaveVideoJobCommand : JobCommand
{
    /// <summary>Jobs that are being saved or wait for it.</summary>
    private const int MostWaiting = 1000;

    private SaveRun _run = null!;
    private int _files;
    private int _clips;
    private long _bytes;
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

    /// <summary>Jobs that are saved at once; of those that wait, the one whose links die soonest goes first.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = SaveOptions.DefaultThrottle;

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
        (string folder, string destination) = DestinationPath.Resolve(SessionState.Path, Destination);
        _run = Client.OpenSave(new SaveOptions { Destination = destination, BaseFolder = folder, Force = Force, WithManifest = WithManifest, ThrottleLimit = ThrottleLimit });
        _progress = Show("Saving", new SaveProgress(TimeProvider.System));
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

        if (!ShouldProcess(string.Join(", ", paths), $"Save {JobTitle.Of(job)}") || (MayAsk(paths) && !TryPrepare(job.Provider, job)))
        {
            return;
        }

        // All of them at once: the run takes them in the order in which their links die.
        _clips += paths.Count;
        _progress.Expect(job);
        Start(job, cancellationToken => SaveAsync(job, paths, cancellationToken));

        // Of those that end faster than they are saved no more are kept than there is a choice of.
        Pump.RunUntilFewerThan(MostWaiting);
    }

    private async Task SaveAsync(VideoJob job, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            await _run.SaveAsync(job, paths, Saved, _progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _progress.End(job);
        }

        void Saved(FileInfo file)
        {
            _progress.Save(job);
            Pump.Post(() => WriteFile(file));
        }
    }

    /// <summary>Whether saving may need the service: for a fresh link, or because the clip is behind the key.</summary>
    private bool MayAsk(IReadOnlyList<string> paths) => Force || !paths.All(File.Exists);

    /// <summary>As Get-Item would emit it, so that it shows and binds like any other file of the session.</summary>
    private void WriteFile(FileInfo file)
    {
        _files++;
        _bytes += file.Exists ? file.Length : 0;
        WriteObject(InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true), enumerateCollection: true);
    }

    private protected override bool SpeaksOfUnclaimed => false;

    private protected override void Concluded()
    {
        // What was found before is not what is left now.
        InboxReminder.Session.Forget();
        if (_clips > 0)
        {
            string failed = _files < _clips ? $", {_clips - _files} not" : "";
            Conclude($"{(_files == 1 ? "1 clip" : $"{_files} clips")} saved, {DisplayText.Size(_bytes)}{failed}.");
        }
    }
}
