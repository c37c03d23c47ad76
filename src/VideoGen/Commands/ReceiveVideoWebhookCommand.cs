using System.Management.Automation;
using System.Security;
using VideoGen.Client;
using VideoGen.Cmdlets.Progress;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Listens for what services report of jobs, and emits each job that ends.</summary>
[Cmdlet(VerbsCommunications.Receive, "VideoWebhook")]
[OutputType(typeof(VideoJob))]
public sealed class ReceiveVideoWebhookCommand : ServiceCommand
{
    private WebhookReceiver? _receiver;
    private ListenProgress _progress = null!;
    private WebhookNews _news = null!;

    /// <summary>Where to listen: http://host:port/path/, the host * for any name.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = new WebhookOptions().Prefix;

    /// <summary>Ends when so many jobs have ended.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Seconds or a TimeSpan; 0 for no limit.</summary>
    [Parameter]
    [TimeSpanArgument]
    public TimeSpan Timeout { get; set; }

    /// <summary>Takes the reports of these services only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    /// <summary>What New-VideoJob was given as -WebhookSecret.</summary>
    [Parameter]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? WebhookSecret { get; set; }

    private protected override void Begin()
    {
        base.Begin();
        _news = new WebhookNews(this, WarnOnce);
        _receiver = WebhookOpening.Open(this, Credentials, WebhookSecret, new WebhookOptions
        {
            Prefix = Prefix,
            Providers = Provider,
            Count = Count,
            Timeout = Timeout == TimeSpan.Zero ? System.Threading.Timeout.InfiniteTimeSpan : Timeout,
        });
        _receiver.Start();
        Say($"Listening at {_receiver.Prefix} for {string.Join(", ", _receiver.Providers)}; Ctrl+C ends it.");
        _progress = Show("Listening", new ListenProgress(Count));
        _progress.Begin();
        Pump.Start(cancellationToken => _receiver.RunAsync(report => Pump.Post(() => Write(report)), cancellationToken));
    }

    private protected override void Process()
    {
    }

    private protected override void Concluded()
    {
        _news?.Conclude();
        if (_receiver is { IsShort: true } receiver)
        {
            WriteError(
                new VideoGenException(
                    VideoErrors.WaitTimeout,
                    $"In {DisplayText.Age(Timeout)} {receiver.Ended} of {Count} jobs were reported. What was submitted still runs and is paid for; collect it with: Get-VideoJob -Status Queued, Running | Wait-VideoJob | Save-VideoJob -Destination ."),
                receiver.Prefix);
        }
    }

    private protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _receiver?.Dispose();
    }

    private void Write(WebhookReport report)
    {
        _news.Write(report);
        if (report.Reading is { } reading)
        {
            _progress.Report(reading.Job, _receiver!.Ended);
        }

        if (report is { Outcome: WebhookOutcome.Ended, Reading.Job: { } job })
        {
            WriteObject(job);
        }
    }
}
