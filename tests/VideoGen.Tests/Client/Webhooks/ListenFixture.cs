using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VideoGen.Client;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Phaseo;
using VideoGen.Journal;
using VideoGen.Tests.Emulators;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>A real listener on a loopback port, with a home of its own and a clock that the test moves.</summary>
internal sealed class ListenFixture : IAsyncDisposable
{
    public const string Secret = "whsec_0123456789abcdef";

    private readonly TemporaryHome _home = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _told = new(0);
    private readonly JobJournal _journal;
    private VideoGen.Client.WebhookReceiver? _receiver;
    private Task _run = Task.CompletedTask;
    private int _awaited;

    public ListenFixture(ManualTimeProvider? time = null)
    {
        Time = time ?? new ManualTimeProvider();
        _journal = new JobJournal(new JournalFolders(_home.Path));
        Environment["VIDEOGEN_PHASEO_WEBHOOK_SECRET"] = Secret;
        Client = NewClient();
        Port = FreePort();
    }

    public ManualTimeProvider Time { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public VideoClient Client { get; private set; }

    public int Port { get; }

    public string Home => _home.Path;

    /// <summary>What was told so far.</summary>
    public ConcurrentQueue<WebhookReport> Told { get; } = new();

    public RawClient Sender => new(new Uri($"http://localhost:{Port}/"));

    /// <summary>A job as an earlier session left it.</summary>
    public VideoJob Put(string provider, string? id, VideoStatus status = VideoStatus.Running, int? progress = null, bool reported = true)
    {
        JournalEntry entry = JournalFixture.Entry(status, id);
        entry = entry with
        {
            Job = entry.Job with { Provider = provider, Progress = progress },
            Request = entry.Request with { Provider = provider, WebhookUri = reported ? new Uri("https://hooks.example.com/") : null },
        };
        Assert.True(_journal.TryCreateAsync(entry).GetAwaiter().GetResult());
        return entry.Job;
    }

    public async Task<VideoJob> FindAsync(VideoJob job) => (await _journal.FindAsync(job.Key, CancellationToken.None))!.Job;

    public Task UpdateAsync(VideoJob job, Func<VideoJob, VideoJob> change) =>
        _journal.UpdateAsync(job.Key, entry => entry with { Job = change(entry.Job) }, durable: false, CancellationToken.None);

    /// <summary>Begins to listen. Without a host: for <c>localhost</c>.</summary>
    public Task BeginAsync(WebhookOptions? options = null, string host = "localhost")
    {
        _receiver = Client.OpenReceiver((options ?? new WebhookOptions()) with { Prefix = $"http://{host}:{Port}/" });
        _receiver.Start();
        _run = Task.Run(() => _receiver.RunAsync(Tell, _stop.Token));
        return Task.CompletedTask;
    }

    /// <summary>Listens on, as another session of the same home does.</summary>
    public async Task BeginAnewAsync()
    {
        _receiver?.Dispose();
        await EndAsync();
        Client.Dispose();
        Client = NewClient();
        await BeginAsync();
    }

    /// <summary>The next that is told.</summary>
    public async Task<WebhookReport> NextAsync()
    {
        Assert.True(await _told.WaitAsync(ClientFixture.Patience));
        return Told.ElementAt(_awaited++);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task EndedAsync() => _run.WaitAsync(ClientFixture.Patience);

    /// <summary>Sends what Phaseo would.</summary>
    public Task<RawAnswer> ReportAsync(string body, string generation = "x-phaseo", string secret = Secret, TimeSpan age = default, Action<Dictionary<string, string>>? change = null)
    {
        string time = (Time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string> { [$"{generation}-timestamp"] = time, [$"{generation}-signature"] = PhaseoSignature.Of(secret, $"{time}.{body}") };
        change?.Invoke(headers);
        return Sender.SendAsync("POST", "/hook", body, headers);
    }

    public static string Body(string id, string status = "completed", int progress = 100) =>
        $$$"""{"type":"video.{{{status}}}","created_at":1,"data":{"id":"{{{id}}}","status":"{{{status}}}","progress":{{{progress}}},"download_url":"https://files.example.com/{{{id}}}"}}""";

    /// <summary>What Akool would send.</summary>
    public string Seal(AkoolSettings settings, string text, string nonce = "4821") =>
        AkoolSeal.Seal(settings.ClientId, settings.ApiKey, Time.GetUtcNow().ToUnixTimeMilliseconds(), nonce, text).ToJsonString();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await EndAsync();
        _stop.Dispose();
        _told.Dispose();
        Client.Dispose();
        _home.Dispose();
    }

    private VideoClient NewClient() => new(new VideoClientOptions { Home = _home.Path, Time = Time, ReadEnvironment = name => Environment.GetValueOrDefault(name) });

    private void Tell(WebhookReport report)
    {
        Told.Enqueue(report);
        _ = _told.Release();
    }

    private async Task EndAsync()
    {
        _ = await Record.ExceptionAsync(() => _run.WaitAsync(ClientFixture.Patience));
        _receiver?.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
