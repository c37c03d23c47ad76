using System.Management.Automation;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>The base of the commands that take jobs: by id, or as objects down the pipeline.</summary>
public abstract class JobCommand : ServiceCommand
{
    internal const string ById = "Id";

    internal const string ByObject = "InputObject";

    /// <summary>The service's id, our key, or an unambiguous beginning of either.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Jobs, ids as text, or what is left of jobs after Clixml, JSON or CSV.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public PSObject? InputObject { get; set; }

    private protected sealed override void Process()
    {
        if (ParameterSetName == ById)
        {
            foreach (string id in Id)
            {
                Handle(JobReference.Of(id));
            }

            return;
        }

        JobReference reference;
        try
        {
            reference = JobReferenceReader.Read(InputObject);
        }
        catch (VideoGenException e)
        {
            WriteError(e, InputObject);
            return;
        }

        Handle(reference);
    }

    /// <summary>Once a job that is named, on the pipeline thread.</summary>
    private protected abstract void Handle(JobReference reference);

    /// <summary>The job that is meant, for what has to be known before the work begins. Its error is written and null returned.</summary>
    private protected VideoJob? Find(JobReference reference)
    {
        try
        {
            return FindPrepared(reference);
        }
        catch (VideoGenException e)
        {
            WriteError(e, reference);
            return null;
        }
    }

    private VideoJob FindPrepared(JobReference reference)
    {
        // Of the thousands that come down a pipeline the journal has nearly all, and none of them is worth a start of its own.
        if (reference.Job is { } live && AwaitAnswer(cancellationToken => Client.FindKnownAsync(live, cancellationToken)) is { } known)
        {
            return known;
        }

        try
        {
            return Await(cancellationToken => JobLookup.FindAsync(Client, reference, cancellationToken));
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.VaultUnavailable && (reference.Provider ?? reference.Job?.Provider) is not null)
        {
            // A job of another journal: its service has to be asked, and a vault before that.
            if (!Credentials.Prepare((reference.Provider ?? reference.Job?.Provider)!))
            {
                throw;
            }

            return Await(cancellationToken => JobLookup.FindAsync(Client, reference, cancellationToken));
        }
    }

    /// <summary>Starts work on one job. Its errors are that job's and end nothing else.</summary>
    private protected void Start(object? target, Func<CancellationToken, Task> work) => Pump.Start(async cancellationToken =>
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // What nobody foresaw too: it must not end the others.
            Pump.Post(() => WriteError(VideoGenException.Of(e), target));
        }
    });
}
