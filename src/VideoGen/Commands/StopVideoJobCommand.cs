using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Stops jobs at their service, where it can.</summary>
[Cmdlet(VerbsLifecycle.Stop, "VideoJob", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class StopVideoJobCommand : JobCommand
{
    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
    }

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
            Start(job, async cancellationToken =>
            {
                VideoJob stopped = await Client.StopAsync(job, cancellationToken).ConfigureAwait(false);
                Pump.Post(() => WriteObject(stopped));
            });
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
