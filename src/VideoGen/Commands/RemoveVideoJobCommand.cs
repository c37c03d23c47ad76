using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Deletes jobs at their service, where it can, then from the journal.</summary>
[Cmdlet(VerbsCommon.Remove, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class RemoveVideoJobCommand : JobCommand
{
    private const int MostAtOnce = 100;

    private readonly List<VideoJob> _jobs = [];

    /// <summary>Only forgets the job here; the service keeps it.</summary>
    [Parameter]
    public SwitchParameter JournalOnly { get; set; }

    /// <summary>Gives up a clip that was made and never saved.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the jobs that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
    }

    private protected override void Handle(JobReference reference)
    {
        if (Find(reference) is not { } job || !ShouldProcess(JobTitle.Of(job), JournalOnly ? "Remove from the journal" : $"Delete at {job.Provider} and remove from the journal"))
        {
            return;
        }

        if (!JournalOnly && job.Id is not null && !TryPrepare(job.Provider, job))
        {
            return;
        }

        _jobs.Add(job);
        if (_jobs.Count == MostAtOnce)
        {
            RemoveGathered();
        }
    }

    private protected override void Finish() => RemoveGathered();

    /// <summary>Jobs are gathered, because some services delete many in one request.</summary>
    private void RemoveGathered()
    {
        if (_jobs.Count == 0)
        {
            return;
        }

        VideoJob[] jobs = [.. _jobs];
        _jobs.Clear();
        Start(null, cancellationToken => Client.RemoveAsync(jobs, JournalOnly, Force, (job, reason) => Pump.Post(() => Write(job, reason)), cancellationToken));
    }

    private void Write(VideoJob job, VideoGenException? reason)
    {
        if (reason is not null)
        {
            WriteError(reason, job);
        }
        else if (PassThru)
        {
            WriteObject(job);
        }
    }
}
