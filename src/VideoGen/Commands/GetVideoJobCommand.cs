using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Cmdlets.Progress;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>Gets jobs: from the journal, or fresh from their service.</summary>
[Cmdlet(VerbsCommon.Get, "VideoJob", DefaultParameterSetName = ByFilter)]
[OutputType(typeof(VideoJob))]
public sealed class GetVideoJobCommand : ServiceCommand
{
    private const string ByFilter = "Filter";

    private const string ByService = "AtService";

    private const int Chunk = 100;

    private ItemProgress _progress = null!;

    /// <summary>The service's id, our key, or an unambiguous beginning of either.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = JobCommand.ById)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Jobs, ids as text, or what is left of jobs after Clixml, JSON or CSV.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = JobCommand.ByObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>Only jobs of this provider; with -Id, where a job that the journal does not have is looked for.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = JobCommand.ById)]
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByService)]
    public VideoStatus[] Status { get; set; } = [];

    /// <summary>With wildcards.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? Batch { get; set; }

    /// <summary>With wildcards.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Only jobs made before this.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByService)]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only jobs made at this time or later.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByService)]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only so many of the newest.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByService)]
    [ValidateRange(1, int.MaxValue)]
    public int? Newest { get; set; }

    /// <summary>Completed and not saved, or not all of it; soonest to expire first.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter Unclaimed { get; set; }

    /// <summary>Seconds or a TimeSpan: completed, not saved, and the link dies within it.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [TimeSpanArgument]
    public TimeSpan? ExpiringWithin { get; set; }

    /// <summary>Asks the services about the jobs that are under way.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Lists what the service itself holds, jobs of other machines included.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    public SwitchParameter AtService { get; set; }

    private protected override bool SpeaksOfUnclaimed => !Unclaimed && ExpiringWithin is null && base.SpeaksOfUnclaimed;

    private protected override void Begin()
    {
        base.Begin();
        _progress = Show("Reading", new ItemProgress(TimeProvider.System, "jobs", "not read"));
    }

    private protected override void Finish() => _progress.Complete();

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case JobCommand.ById:
                foreach (string id in Id)
                {
                    Start(JobReference.Of(id, Provider));
                }

                break;

            case JobCommand.ByObject:
                try
                {
                    Start(JobReferenceReader.Read(InputObject));
                }
                catch (VideoGenException e)
                {
                    WriteError(e, InputObject);
                }

                break;

            case ByService:
                _ = Credentials.Prepare(Provider!);
                Pump.Start(ListAtServiceAsync);
                break;

            default:
                PrepareRefresh();
                Pump.Start(ListAsync);
                break;
        }
    }

    private void Start(JobReference reference)
    {
        if (Credentials.NeedPreparation && ProviderToAsk(reference) is { } provider && !TryPrepare(provider, reference.ToString()))
        {
            return;
        }

        _progress.Expect();
        Pump.Start(async cancellationToken =>
        {
            bool hasFailed = true;
            try
            {
                JobReading reading = await JobLookup.ReadAsync(Client, reference, cancellationToken).ConfigureAwait(false);
                hasFailed = reading.Error is not null;
                Pump.Post(() => Write(reading));
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Pump.Post(() => WriteError(VideoGenException.Of(e), reference.ToString()));
            }
            finally
            {
                _progress.End(reference.ToString(), hasFailed);
            }
        });
    }

    /// <summary>The service that a job is to be read at; null where the journal answers, or nobody knows.</summary>
    private string? ProviderToAsk(JobReference reference)
    {
        VideoJob? job = reference.Job;
        try
        {
            job ??= Await(cancellationToken => Client.FindAsync(reference.Key ?? reference.Id!, reference.Key is null ? reference.Provider : null, cancellationToken));
        }
        catch (VideoGenException)
        {
            // Said when it is read.
        }

        return job is null ? reference.Provider : job.Status.IsSettled() ? null : job.Provider;
    }

    private void PrepareRefresh()
    {
        if (!Refresh || !Credentials.NeedPreparation)
        {
            return;
        }

        JobListing listing = Await(cancellationToken => Client.ListAsync(new JobQuery { Provider = Provider, Status = [VideoStatus.Queued, VideoStatus.Running] }, refresh: false, cancellationToken));
        foreach (string provider in listing.Jobs.Select(reading => reading.Job).Where(job => job.Status.IsUnderWay()).Select(job => job.Provider).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                _ = Credentials.Prepare(provider);
            }
            catch (VideoGenException)
            {
                // The error of each of its jobs.
            }
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var query = new JobQuery
        {
            Provider = Provider,
            Status = Status,
            Batch = Batch,
            Name = Name,
            Before = Before,
            After = After,
            Newest = Newest,
            Unclaimed = Unclaimed,
            ExpiringWithin = ExpiringWithin,
        };
        bool isEmpty = true;
        var told = new List<JobReading>();
        await foreach (JobReading reading in Client.StreamAsync(query, Refresh, damaged => Pump.Post(() => WriteError(damaged, null)), Refresh ? Count : null, cancellationToken).ConfigureAwait(false))
        {
            isEmpty = false;
            told.Add(reading);
            if (told.Count == Chunk)
            {
                await TellAsync(told, cancellationToken).ConfigureAwait(false);
            }
        }

        await TellAsync(told, cancellationToken).ConfigureAwait(false);
        if (isEmpty && await Client.FindFaultAsync(query, cancellationToken).ConfigureAwait(false) is { } fault)
        {
            Pump.Post(() => WriteWarning(fault));
        }
    }

    private void Count(JobReading reading, int inAll)
    {
        _progress.ExpectInAll(inAll);
        _progress.End(JobTitle.Of(reading.Job), reading.Error is not null);
    }

    /// <summary>Reads on when these are written, so that a slow rest of the pipeline does not fill the memory.</summary>
    private async Task TellAsync(List<JobReading> told, CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Pump.Post(() =>
        {
            told.ForEach(Write);
            written.SetResult();
        });
        await written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        told.Clear();
    }

    private async Task ListAtServiceAsync(CancellationToken cancellationToken)
    {
        await foreach (VideoJob job in Client.ListAtServiceAsync(Provider!, new JobListingQuery { Statuses = Status, Before = Before, After = After, Newest = Newest }, cancellationToken).ConfigureAwait(false))
        {
            Pump.Post(() => WriteObject(job));
        }
    }

    private void Write(JobReading reading)
    {
        if (reading.Error is { } error)
        {
            WriteError(error, reading.Job);
        }

        WriteObject(reading.Job);
    }
}
