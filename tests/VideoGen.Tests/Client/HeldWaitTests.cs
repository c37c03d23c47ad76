using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>Waits for jobs of a service that holds reads.</summary>
public sealed class HeldWaitTests : IDisposable
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(55);

    private readonly HoldingProvider _service = new(mostHeld: 2);
    private readonly WaitFixture _wait;

    public HeldWaitTests() => _wait = new WaitFixture(_service);

    public void Dispose() => _wait.Dispose();

    [Fact]
    public async Task Wait_ReadComesBackUnsettled_IsAskedAgainAtOnce()
    {
        int reads = 0;
        _service.OnAwait = async (id, cancellationToken) =>
        {
            reads++;
            await Task.Delay(Hold, _wait.Fixture.Time, cancellationToken);
            return FakeProvider.Snapshot(id, reads < 3 ? VideoStatus.Running : VideoStatus.Completed);
        };
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        for (int i = 0; i < 3; i++)
        {
            await _service.BegunAsync(1);
            await _wait.Fixture.Time.WaitForTimerAsync(Hold);
            _wait.Fixture.Time.Advance(Hold);
        }

        Assert.Equal(VideoStatus.Completed, Assert.Single(await _wait.EndAsync()).Job.Status);
        Assert.Equal(3, reads);
        Assert.Empty(_service.Reads);
        Assert.Equal(VideoStatus.Completed, (await _wait.Fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task Wait_MoreJobsThanMayBeHeld_AsksAboutTheOldest()
    {
        _service.OnAwait = null;
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, Put("third", 3), Put("first", 1), Put("fourth", 4), Put("second", 2));
        await _service.BegunAsync(2);
        Assert.Equal(["first", "second"], _service.Held.Order());

        // One that still runs keeps its place before the younger ones.
        _wait.Fixture.Time.Advance(Hold);
        _service.Tell("second", VideoStatus.Running);
        await _service.BegunAsync(1);
        Assert.Equal(["first", "second"], _service.Open.Keys.Order());

        _service.Tell("first", VideoStatus.Completed);
        await _service.BegunAsync(1);
        Assert.Equal(["second", "third"], _service.Open.Keys.Order());

        _service.Tell("third", VideoStatus.Failed);
        await _service.BegunAsync(1);
        Assert.Equal(["fourth", "second"], _service.Open.Keys.Order());
        _service.Tell("second", VideoStatus.Completed);
        _service.Tell("fourth", VideoStatus.Completed);
        Assert.Equal(4, (await _wait.EndAsync()).Length);
    }

    [Fact]
    public async Task Wait_OldestJobsDoNotEnd_MakeWayForTheOthers()
    {
        _wait.Begin(new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, Put("stuck-1", 1), Put("stuck-2", 2), Put("done", 3));
        await _service.BegunAsync(2);
        for (int i = 0; i < 15 && !_service.Open.ContainsKey("done"); i++)
        {
            _wait.Fixture.Time.Advance(Hold);
            _service.Tell(_service.Open.ContainsKey("stuck-1") ? "stuck-1" : "stuck-2", VideoStatus.Running);
            await _service.BegunAsync(1);
        }

        Assert.Contains("done", _service.Open.Keys);
        _service.Tell("done", VideoStatus.Completed);
        await _service.BegunAsync(1);
        await _wait.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(_wait.EndAsync);
    }

    [Fact]
    public async Task Wait_ServiceDoesNotHoldTheRead_IsAskedAtTheUsualPace()
    {
        int reads = 0;
        _service.OnAwait = (id, _) => Task.FromResult<JobSnapshot?>(FakeProvider.Snapshot(id, ++reads < 2 ? VideoStatus.Running : VideoStatus.Completed));
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        await _wait.Fixture.Time.WaitForTimerAsync(FakeProvider.Description.PollInterval);
        Assert.Equal(1, reads);
        _wait.Fixture.Time.Advance(FakeProvider.Description.PollInterval);
        Assert.Equal(VideoStatus.Completed, Assert.Single(await _wait.EndAsync()).Job.Status);
    }

    [Fact]
    public async Task Wait_UserGivesAPollInterval_IsKeptBetweenHeldReadsToo()
    {
        _wait.Begin(new WaitOptions { PollInterval = TimeSpan.FromSeconds(42) }, _wait.Put(VideoStatus.Queued, "job-1"));
        await _service.BegunAsync(1);
        _wait.Fixture.Time.Advance(Hold);
        _service.Tell("job-1", VideoStatus.Running);
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(42));
        Assert.Empty(_service.Open);
        _wait.Fixture.Time.Advance(TimeSpan.FromSeconds(42));
        await _service.BegunAsync(1);
        _service.Tell("job-1", VideoStatus.Completed);
        _ = await _wait.EndAsync();
    }

    [Fact]
    public async Task Wait_ServiceFailsForAWhile_BacksOffAndGoesOn()
    {
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        await _service.BegunAsync(1);
        _wait.Fixture.Time.Advance(Hold);
        _service.Open["job-1"].SetException(new HttpRequestException("cut"));
        JobReading[] told = [];
        Task end = Task.Run(async () => told = await _wait.EndByTickingAsync(TimeSpan.FromSeconds(1)));
        await _service.BegunAsync(1);
        _service.Tell("job-1", VideoStatus.Completed);
        await end.WaitAsync(ClientFixture.Patience);
        Assert.Equal((VideoStatus.Completed, null), (Assert.Single(told).Job.Status, told[0].Error));
    }

    [Fact]
    public async Task Wait_ServiceDoesNotKnowAnOldJob_EndsWithThat()
    {
        _service.OnAwait = (_, _) => Task.FromResult<JobSnapshot?>(null);
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"));
        Assert.Equal(VideoErrors.NotFoundAtService, Assert.Single(await _wait.EndAsync()).Error!.Kind);
    }

    [Fact]
    public async Task Wait_Stopped_BreaksHeldReadsOff()
    {
        _wait.Begin(null, _wait.Put(VideoStatus.Queued, "job-1"), _wait.Put(VideoStatus.Queued, "job-2"), _wait.Put(VideoStatus.Queued, "job-3"));
        await _service.BegunAsync(2);
        await _wait.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(_wait.EndAsync);
        await AbandonedAsync(2);
        Assert.Equal(2, _service.Held.Count);
    }

    [Fact]
    public async Task Wait_TimeIsUp_BreaksHeldReadsOffAndSaysSo()
    {
        _wait.Begin(new WaitOptions { Timeout = TimeSpan.FromSeconds(20) }, _wait.Put(VideoStatus.Queued, "job-1"));
        await _service.BegunAsync(1);
        await _wait.Fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(20));
        _wait.Fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(VideoErrors.WaitTimeout, Assert.Single(await _wait.EndAsync()).Error!.Kind);
        await AbandonedAsync(1);
    }

    [Fact]
    public async Task Wait_Any_EndsWithTheFirst()
    {
        _wait.Begin(new WaitOptions { Any = true }, _wait.Put(VideoStatus.Queued, "slow"), _wait.Put(VideoStatus.Queued, "fast"));
        await _service.BegunAsync(2);
        _service.Tell("fast", VideoStatus.Completed);
        Assert.Equal("fast", Assert.Single(await _wait.EndAsync()).Job.Id);
        await AbandonedAsync(1);
    }

    [Fact]
    public async Task Wait_AnotherProcessIsStillSending_FollowsTheJournalUntilThereIsAnId()
    {
        VideoJob job = _wait.Put(VideoStatus.Sending, owner: JobOwner.Current);
        _wait.Begin(null, job);
        await _wait.Fixture.Time.WaitForTimerAsync(FakeProvider.Description.PollInterval);
        Assert.Empty(_service.Held);
        await _wait.Fixture.RewriteAsync(entry => entry with { Owner = null, Job = entry.Job with { Status = VideoStatus.Queued, Id = "job-1" } });
        Task<JobReading[]> end = _wait.EndByTickingAsync(TimeSpan.FromSeconds(1));
        await _service.BegunAsync(1);
        _service.Tell("job-1", VideoStatus.Completed);
        Assert.Equal("job-1", Assert.Single(await end).Job.Id);
    }

    [Fact]
    public async Task Wait_ManyHeldReads_LeaveThePlacesOfOrdinaryReadsFree()
    {
        using var store = new JournalFixture();
        var holding = new HoldingProvider(mostHeld: 100);
        var ordinary = new FakeProvider(FakeProvider.Description with { Name = "Other" });
        using var client = new VideoClient(new VideoClientOptions
        {
            Home = store.Home.Path,
            Time = store.Time,
            Catalog = new ProviderCatalog([new ProviderEntry(holding.Descriptor, _ => holding), new ProviderEntry(ordinary.Descriptor, _ => ordinary)]),
        });
        WaitRun run = client.OpenWait(new WaitOptions(), new Random(1));
        for (int i = 0; i < 30; i++)
        {
            run.Add(store.Put(JournalFixture.Entry(VideoStatus.Queued, $"held-{i}")).Job);
        }

        var told = new ConcurrentQueue<JobReading>();
        using var stop = new CancellationTokenSource();
        Task wait = Task.Run(() => run.RunAsync(told.Enqueue, null, stop.Token));
        await holding.BegunAsync(30);
        JournalEntry other = JournalFixture.Entry(VideoStatus.Queued, "job-1");
        run.Add(store.Put(other with { Job = other.Job with { Provider = "Other" } }).Job);
        while (told.IsEmpty)
        {
            Assert.False(wait.IsCompleted);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        Assert.Equal("job-1", Assert.Single(told).Job.Id);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(ClientFixture.Patience));
    }

    private VideoJob Put(string id, int minute)
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, id);
        return _wait.Fixture.Store.Put(entry with { Job = entry.Job with { SubmittedAt = entry.Job.CreatedAt.AddMinutes(minute) } }).Job;
    }

    private async Task AbandonedAsync(int count)
    {
        using var patience = new CancellationTokenSource(ClientFixture.Patience);
        while (_service.Abandoned.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        }
    }
}
