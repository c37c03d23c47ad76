using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>A wait that listens. Nobody answers at the service's address, so that only a report can end the job.</summary>
public sealed class ListeningWaitTests : IAsyncDisposable
{
    private readonly ListenFixture _listen = new();
    private readonly ConcurrentQueue<JobReading> _told = new();
    private readonly CancellationTokenSource _stop = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listen.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Wait_EndIsReported_EndsAtOnceAndReleasesThePort()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        Task wait = Begin(job, out VideoGen.Client.WebhookReceiver receiver);

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1"))).Status);
        await wait.WaitAsync(ClientFixture.Patience);

        Assert.Equal((job.Key, VideoStatus.Completed), (Assert.Single(_told).Job.Key, _told.Single().Job.Status));
        Assert.Null(_told.Single().Error);
        using var port = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, _listen.Port);
        port.Start();
        receiver.Dispose();
    }

    [Fact]
    public async Task Wait_ReportsOfOthersAndOfProgress_EndNothing()
    {
        VideoJob job = _listen.Put("Phaseo", "G-1");
        _ = _listen.Put("Phaseo", "G-2");
        Task wait = Begin(job, out VideoGen.Client.WebhookReceiver receiver);

        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-2"))).Status);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1", "in_progress", 40))).Status);
        Assert.Equal(401, (await _listen.ReportAsync(ListenFixture.Body("G-1"), secret: "whsec_another_0123456")).Status);
        Assert.False(wait.IsCompleted);
        Assert.Equal(200, (await _listen.ReportAsync(ListenFixture.Body("G-1", "failed"))).Status);
        await wait.WaitAsync(ClientFixture.Patience);

        Assert.Equal(VideoStatus.Failed, Assert.Single(_told).Job.Status);
        receiver.Dispose();
    }

    private Task Begin(VideoJob job, out VideoGen.Client.WebhookReceiver receiver)
    {
        // Refuses connections, as an address at which nobody listens.
        _listen.Environment["VIDEOGEN_PHASEO_URI"] = "http://127.0.0.1:9/v1";
        _listen.Environment["VIDEOGEN_PHASEO_KEY"] = "phaseo_v1_sk_test_secret";
        WaitRun wait = _listen.Client.OpenWait(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, new Random(1));
        wait.Add(job);
        wait.Complete();
        VideoGen.Client.WebhookReceiver opened = _listen.Client.OpenReceiver(new WebhookOptions { Prefix = $"http://localhost:{_listen.Port}/" });
        opened.Start();
        receiver = opened;
        return Task.Run(() => new ListeningWait(wait, opened).RunAsync(_told.Enqueue, null, _ => { }, _ => { }, _stop.Token));
    }
}
