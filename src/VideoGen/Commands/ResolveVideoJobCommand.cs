using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Settles jobs whose answer was lost, from the list that their service has of its jobs. Never submits.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "VideoJob", SupportsShouldProcess = true)]
[OutputType(typeof(VideoJob))]
public sealed class ResolveVideoJobCommand : ServiceCommand
{
    private readonly List<VideoJob> _jobs = [];
    private ItemProgress _progress = null!;

    /// <summary>Jobs, our keys as text, or what is left of jobs after Clixml, JSON or CSV.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>The service's id of the job that the one unknown job is, where several could be.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
        _progress = Show("Resolving", new ItemProgress(TimeProvider.System, "jobs", "unsettled"));
    }

    private protected override void Process()
    {
        try
        {
            JobReference reference = JobReferenceReader.Read(InputObject);
            VideoJob job = Await(cancellationToken => JobLookup.FindAsync(Client, reference, cancellationToken));
            if (ShouldProcess(JobTitle.Of(job), Id is null ? $"Look for it in the list of {job.Provider}" : $"Take it for the job {DisplayText.OneLine(Id, 60)} of {job.Provider}") && TryPrepare(job.Provider, job))
            {
                _jobs.Add(job);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, InputObject);
        }
    }

    // Gathered, because a service's list is read once for all of them.
    private protected override void Finish()
    {
        if (Id is null)
        {
            _progress.ExpectInAll(_jobs.Count);
            Pump.Start(cancellationToken => Client.ResolveAsync(_jobs, Tell, cancellationToken));
        }
        else if (_jobs is [var job])
        {
            Pump.Start(cancellationToken => ChooseAsync(job, Id, cancellationToken));
        }
        else if (_jobs.Count > 1)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, $"Id is for one job, and there are {_jobs.Count}.") { Remedy = "Name the one job that it is the id of." };
        }
    }

    private async Task ChooseAsync(VideoJob job, string id, CancellationToken cancellationToken)
    {
        try
        {
            VideoJob chosen = await Client.ResolveAsAsync(job, id, cancellationToken).ConfigureAwait(false);
            Pump.Post(() => WriteObject(chosen));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Pump.Post(() => WriteError(VideoGenException.Of(e), job));
        }
    }

    private void Tell(JobResolution resolution)
    {
        _progress.End(JobTitle.Of(resolution.Job), resolution.Error is not null);
        Pump.Post(() => Write(resolution));
    }

    private void Write(JobResolution resolution)
    {
        if (resolution.Error is { } error)
        {
            WriteError(error, resolution.Job);
            WriteObject(resolution.Candidates, enumerateCollection: true);
        }
        else
        {
            WriteObject(resolution.Job);
        }
    }
}
