using System.Management.Automation;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Stops jobs at their service, where it can.</summary>
[Cmdlet(VerbsLifecycle.Stop, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class StopVideoJobCommand : JobCommand
{
    private ItemProgress _progress = null!;

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
        _progress = Show("Stopping", new ItemProgress(TimeProvider.System, "jobs", "not stopped"));
    }

    private protected override void Finish() => _progress.Complete();

    private protected override void Handle(JobReference reference)
    {
        if (Find(reference) is not { } job)
        {
            return;
        }

        if (job.Status.IsSettled())
        {
            WriteObject(job);
        }
        else if (CostOf(job) is { } cost && ShouldProcess(JobTitle.Of(job), $"Stop (cost: {cost})") && TryPrepare(job.Provider, job))
        {
            _progress.Expect();
            Start(job, cancellationToken => StopAsync(job, cancellationToken));
        }
    }

    private async Task StopAsync(VideoJob job, CancellationToken cancellationToken)
    {
        bool hasFailed = true;
        try
        {
            VideoJob stopped = await Client.StopAsync(job, cancellationToken).ConfigureAwait(false);
            hasFailed = false;
            Pump.Post(() => WriteObject(stopped));
        }
        finally
        {
            _progress.End(JobTitle.Of(job), hasFailed);
        }
    }

    /// <summary>Null, with the error written, for a job of a provider that is not registered any more.</summary>
    private string? CostOf(VideoJob job)
    {
        try
        {
            return Client.StoppingCost(job.Provider);
        }
        catch (VideoGenException e)
        {
            WriteError(e, job);
            return null;
        }
    }
}
