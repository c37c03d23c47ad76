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
        else if (ShouldProcess(JobTitle.Of(job), $"Stop (cost: {Client.StoppingCost(job.Provider)})") && TryPrepare(job.Provider, job))
        {
            Start(job, async cancellationToken =>
            {
                VideoJob stopped = await Client.StopAsync(job, cancellationToken).ConfigureAwait(false);
                Pump.Post(() => WriteObject(stopped));
            });
        }
    }
}
