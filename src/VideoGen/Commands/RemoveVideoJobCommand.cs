using System.Management.Automation;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Deletes jobs at their service, where it can, then from the journal.</summary>
[Cmdlet(VerbsCommon.Remove, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class RemoveVideoJobCommand : JobCommand
{
    private const int MostAtOnce = 100;

    private readonly List<VideoJob> _jobs = [];
    private ItemProgress _progress = null!;
    private int _removed;

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
        _progress = Show("Removing", new ItemProgress(TimeProvider.System, "jobs", "kept"));
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
        _progress.Expect();
        if (_jobs.Count == MostAtOnce)
        {
            RemoveGathered();
        }
    }

    private protected override void Finish()
    {
        RemoveGathered();
        _progress.Complete();
    }

    private protected override void Concluded()
    {
        if (_removed > 0)
        {
            Conclude($"{(_removed == 1 ? "1 job" : $"{_removed} jobs")} removed.");
        }
    }

    /// <summary>Jobs are gathered, because some services delete many in one request.</summary>
    private void RemoveGathered()
    {
        if (_jobs.Count == 0)
        {
            return;
        }

        VideoJob[] jobs = [.. _jobs];
        _jobs.Clear();
        Start(null, cancellationToken => Client.RemoveAsync(jobs, JournalOnly, Force, Tell, cancellationToken));
    }

    private void Tell(VideoJob job, VideoGenException? reason)
    {
        _progress.End(JobTitle.Of(job), reason is not null);
        Pump.Post(() => Write(job, reason));
    }

    private void Write(VideoJob job, VideoGenException? reason)
    {
        _removed += reason is null ? 1 : 0;
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
