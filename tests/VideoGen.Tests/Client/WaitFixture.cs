using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>A wait under way, its clock moved by the test.</summary>
internal sealed class WaitFixture : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private WaitRun _run = null!;
    private Task _wait = Task.CompletedTask;

    public WaitFixture(FakeProvider? provider = null) => Fixture = new ClientFixture(provider);

    public ClientFixture Fixture { get; }

    public FakeProvider Provider => Fixture.Provider;

    public ConcurrentQueue<JobReading> Told { get; } = new();

    /// <summary>Puts a job into the journal as an earlier session left it.</summary>
    public VideoJob Put(VideoStatus status, string? id = null, JobOwner? owner = null) =>
        Fixture.Store.Put(JournalFixture.Entry(status, id) with { Owner = owner }).Job;

    public void Begin(WaitOptions? options = null, params VideoJob[] jobs)
    {
        Add(options, jobs);
        _run.Complete();
    }

    /// <summary>Begins a wait to which more jobs may come.</summary>
    public WaitRun Add(WaitOptions? options, params VideoJob[] jobs)
    {
        _run = Fixture.Client.OpenWait(options ?? new WaitOptions(), new Random(1));
        Array.ForEach(jobs, _run.Add);
        _wait = Task.Run(() => _run.RunAsync(Told.Enqueue, null, _stop.Token));
        return _run;
    }

    public async Task<JobReading[]> EndAsync()
    {
        await _wait.WaitAsync(ClientFixture.Patience);
        return [.. Told];
    }

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Moves the clock to the end of the next pause, as often as it takes.</summary>
    public async Task<JobReading[]> EndByTickingAsync(TimeSpan tick)
    {
        using var patience = new CancellationTokenSource(ClientFixture.Patience);
        while (!_wait.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.WhenAny(_wait, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
            Fixture.Time.Advance(tick);
        }

        return await EndAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        Fixture.Dispose();
        _stop.Dispose();
    }
}
