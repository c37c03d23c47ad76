using System.Management.Automation;
using System.Security;
using VideoGen.Client;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Waits for jobs to end.</summary>
[Cmdlet(VerbsLifecycle.Wait, "VideoJob", DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class WaitVideoJobCommand : JobCommand
{
    private readonly List<Task<JobReading>> _inOrder = [];
    private WaitRun _wait = null!;
    private readonly EndSummary _summary = new();
    private Dictionary<string, TaskCompletionSource<JobReading>>? _ordered;
    private WebhookReceiver? _receiver;
    private WebhookNews? _news;

    /// <summary>Seconds or a TimeSpan, counted from the last job's arrival; 0 for no limit.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan Timeout { get; set; } = new WaitOptions().Timeout;

    /// <summary>Seconds or a TimeSpan in which the service may tell nothing new of a job; then it is the error JobStalled. 0 for no limit.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan StallTimeout { get; set; } = new WaitOptions().StallTimeout;

    /// <summary>Seconds or a TimeSpan between two readings of a job.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan PollInterval { get; set; }

    /// <summary>Ends with the first job that ends.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Emits the jobs in the order they came in.</summary>
    [Parameter]
    public SwitchParameter InputOrder { get; set; }

    /// <summary>Listens for what services report meanwhile, and asks less often about the jobs that have a webhook.</summary>
    [Parameter]
    public SwitchParameter Webhook { get; set; }

    /// <summary>With -Webhook, where to listen: http://host:port/path/, the host * for any name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = new WebhookOptions().Prefix;

    /// <summary>With -Webhook, what New-VideoJob was given as -WebhookSecret.</summary>
    [Parameter]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? WebhookSecret { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        _ordered = InputOrder ? [] : null;
        _wait = Client.OpenWait(
            new WaitOptions
            {
                Timeout = OrNone(Timeout),
                StallTimeout = OrNone(StallTimeout),
                PollInterval = PollInterval == TimeSpan.Zero ? null : PollInterval,
                Any = Any,
            },
            new Random(Environment.ProcessId));
        WaitProgress progress = Show("Waiting", new WaitProgress(TimeProvider.System));
        _receiver = Webhook ? Listen() : null;
        Pump.Start(cancellationToken => _receiver is null
            ? _wait.RunAsync(Tell, progress, cancellationToken)
            : new ListeningWait(_wait, _receiver).RunAsync(
                Tell, progress, report => Pump.Post(() => _news!.Write(report)), error => Pump.Post(() => WarnOfPolling(error)), cancellationToken));
    }

    /// <summary>Null, with a warning, where it is not possible: the services are asked as without it.</summary>
    private WebhookReceiver? Listen()
    {
        try
        {
            WebhookReceiver receiver = WebhookOpening.Open(this, Credentials, WebhookSecret, new WebhookOptions { Prefix = Prefix });
            receiver.Start();
            _news = new WebhookNews(this, WarnOnce);
            Remark($"Listening at {receiver.Prefix} for {string.Join(", ", receiver.Providers)}.");
            return receiver;
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.CannotListen || e.Kind == VideoErrors.WebhookSecretMissing)
        {
            WarnOfPolling(e);
            return null;
        }
    }

    private void WarnOfPolling(VideoGenException error) => WriteWarning($"{error.Message} The services are asked instead. {error.Remedy}");

    private protected override void Handle(JobReference reference)
    {
        if (Find(reference) is not { } job || (!job.Status.IsSettled() && job.Status != VideoStatus.Unknown && !TryPrepare(job.Provider, job)))
        {
            return;
        }

        if (_ordered is not null && _ordered.TryAdd(job.Key, new TaskCompletionSource<JobReading>(TaskCreationOptions.RunContinuationsAsynchronously)))
        {
            _inOrder.Add(_ordered[job.Key].Task);
        }

        _wait.Add(job);
    }

    private protected override void Finish() => _wait.Complete();

    private protected override void Concluded()
    {
        // With -Any the jobs before the one that has ended may never end.
        foreach (Task<JobReading> told in _inOrder.Where(told => told.IsCompletedSuccessfully))
        {
            Write(told.Result);
        }

        _news?.Conclude();
        if (_summary.Jobs > 0)
        {
            Conclude(_summary.ToString());
        }
    }

    private protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _receiver?.Dispose();
    }

    private void Tell(JobReading reading) => Pump.Post(() =>
    {
        if (_ordered is null)
        {
            Write(reading);
            return;
        }

        _ordered[reading.Job.Key].SetResult(reading);
        while (_inOrder is [{ IsCompletedSuccessfully: true } first, ..])
        {
            _inOrder.RemoveAt(0);
            Write(first.Result);
        }
    });

    private static TimeSpan OrNone(TimeSpan limit) => limit == TimeSpan.Zero ? System.Threading.Timeout.InfiniteTimeSpan : limit;

    private void Write(JobReading reading)
    {
        _summary.Add(reading.Job, reading.Job.Status.IsSettled() || reading.Job.Status == VideoStatus.Unknown);
        if (reading.Error is { } error)
        {
            WriteError(error, reading.Job);
        }
        else
        {
            WriteObject(reading.Job);
        }
    }
}
