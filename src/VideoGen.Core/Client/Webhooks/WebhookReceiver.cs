namespace VideoGen.Client;

/// <summary>Listens for what services report of jobs, until it is stopped, enough jobs have ended, or the time is up.</summary>
public sealed class WebhookReceiver : IDisposable
{
    private readonly TimeProvider _time;
    private readonly WebhookOptions _options;
    private readonly WebhookPrefix _prefix;
    private readonly WebhookListener _listener;
    private readonly ReplayMemory _memory;
    private readonly HashSet<string> _ended = [];
    private readonly CancellationTokenSource _done = new();
    private Action<WebhookReport> _tell = _ => { };

    internal WebhookReceiver(ClientServices services, JobReader reader, WebhookOptions options)
    {
        (_time, _options) = (services.Time, options);
        _prefix = WebhookPrefix.Parse(options.Prefix);
        (IReadOnlyList<WebhookSource> sources, LeftOut) = new WebhookSources(services).Find(options.Providers, options.Secret);
        Providers = [.. sources.Select(source => source.Name)];
        _memory = new ReplayMemory(services.Options.Home, services.Time);
        var intake = new WebhookIntake(services, reader, new WebhookVerifier(sources), _memory);
        _listener = new WebhookListener(_prefix, options.Limits, services.Time, intake.TakeAsync, Tell);
    }

    /// <summary>Where it listens.</summary>
    public string Prefix => _prefix.ToString();

    /// <summary>Whether other machines reach it, without encryption.</summary>
    public bool IsOpenToOthers => !_prefix.IsLoopback;

    /// <summary>The services whose reports it takes.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>Why other services are not among them.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Jobs whose end was told.</summary>
    public int Ended
    {
        get
        {
            lock (_ended)
            {
                return _ended.Count;
            }
        }
    }

    /// <summary>Whether fewer jobs than <see cref="WebhookOptions.Count"/> have ended.</summary>
    public bool IsShort => _options.Count is { } count && Ended < count;

    /// <summary>Takes the port.</summary>
    /// <exception cref="VideoGenException"><c>CannotListen</c>.</exception>
    public void Start()
    {
        _listener.Start();
        _memory.Sweep();
    }

    /// <summary>Listens. Once, after <see cref="Start"/>.</summary>
    /// <param name="tell">Told of every request after it was answered, on any thread, one at a time.</param>
    /// <exception cref="VideoGenException"><c>CannotListen</c>: the listener ended by itself.</exception>
    public async Task RunAsync(Action<WebhookReport> tell, CancellationToken cancellationToken)
    {
        _tell = tell;
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, _done.Token);
        await _listener.RunAsync(stopping.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _done.Dispose();
    }

    private void Tell(WebhookReport report)
    {
        lock (_ended)
        {
            if (report is { Outcome: WebhookOutcome.Ended, Reading: { } reading })
            {
                if (_ended.Count == _options.Count)
                {
                    return;
                }

                // A service may tell the end twice, as events of two names.
                report = _ended.Add(reading.Job.Key) ? report : report with { Outcome = WebhookOutcome.Progressed };
            }

            _tell(report);
            if (_ended.Count == _options.Count)
            {
                _done.Cancel();
            }
        }
    }
}
