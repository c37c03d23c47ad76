using VideoGen.Client;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>Five creates a minute, kept on our side; and reads that the service holds.</summary>
public sealed class DaftyLimitTests
{
    /// <summary>The service's minute, and the second that a request may be on its way.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(61);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Creates_TwelveAtOnce_TakeTwoMinutesAndAreNeverRefused()
    {
        await using DaftyHome dafty = await StartAsync();
        DateTimeOffset start = _time.GetUtcNow();

        Task<SubmitResult[]> submission = dafty.SubmitAsync(Rows(12));
        for (int round = 1; round <= 2; round++)
        {
            await dafty.QueuedAsync(5 * round);
            await _time.WaitForTimerDueAsync(start + (Span * round));
            Assert.Equal(5 * round, dafty.Creates.Count());
            _time.Advance(Span);
        }

        SubmitResult[] results = await submission;
        Assert.Equal(12, results.Count(result => result.Job!.Status == VideoStatus.Queued));
        Assert.Equal(2 * Span, _time.GetUtcNow() - start);

        // Had one been refused, it would have been sent again.
        Assert.Equal(12, dafty.Service.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Creates_OfTwoSessions_ShareTheBucket()
    {
        await using DaftyHome dafty = await StartAsync();
        using VideoClient other = dafty.NewClient();
        _ = await dafty.SubmitAsync(Rows(3));
        _ = await dafty.SubmitAsync(Rows(2), client: other);

        Task<SubmitResult[]> sixth = dafty.SubmitAsync(Rows(1));
        await _time.WaitForTimerAsync(Span);
        Assert.Equal(5, dafty.Creates.Count());
        _time.Advance(Span);

        Assert.Null(Assert.Single(await sixth).Error);
        Assert.Equal(6, dafty.Service.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Creates_SomebodyElseUsesTheKey_LearnsFromTheService()
    {
        await using DaftyHome dafty = await StartAsync();
        var elsewhere = new TemporaryHome();
        using (elsewhere)
        {
            var environment = dafty.Service.Environment.ToDictionary(variable => variable.Name, variable => variable.Value);
            using var stranger = new VideoClient(new VideoClientOptions { Home = elsewhere.Path, Time = _time, ReadEnvironment = environment.GetValueOrDefault });
            _ = await dafty.SubmitAsync(Rows(4), client: stranger);
        }

        Assert.Null(Assert.Single(await dafty.SubmitAsync(Rows(1))).Error);
        Task<SubmitResult[]> next = dafty.SubmitAsync(Rows(1));
        await _time.WaitForTimerAsync(Span);
        _time.Advance(Span);
        Assert.Null(Assert.Single(await next).Error);
        Assert.Equal(6, dafty.Service.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Create_RefusedForTheRateAllTheSame_IsSentAgainWhenTheServiceSays()
    {
        await using DaftyHome dafty = await StartAsync();
        dafty.Service.Scenarios.Play(Scenarios.Status(429, """{"error":{"code":"RATE_LIMIT_ERROR","message":"Rate limit exceeded"}}""", "application/json", retryAfter: "17"));
        Task<SubmitResult[]> submission = dafty.SubmitAsync(Rows(1));
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(17));
        _time.Advance(TimeSpan.FromSeconds(17));

        // Then the second that the bucket adds to what the service says.
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Assert.Single(await submission).Error);
        Assert.Equal(2, dafty.Creates.Count());
        _ = Assert.Single(dafty.Creates.Select(create => create.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task Creates_StoppedWhileOneIsHeldBack_LeaveNothingUnknown()
    {
        await using DaftyHome dafty = await StartAsync();
        using var stop = new CancellationTokenSource();
        SubmitOptions batch = new() { Batch = "demo", ThrottleLimit = 100 };
        Task<SubmitResult[]> submission = dafty.SubmitAsync(Rows(7), batch, cancellationToken: stop.Token);
        await dafty.QueuedAsync(5);
        await _time.WaitForTimerAsync(Span);

        // No time passes: what is held back is let go at once, not after the moment that an answer on its way is given.
        await stop.CancelAsync();
        SubmitResult[] results = await submission;

        Assert.All(results.Where(result => result.Error is not null), result => Assert.Equal(("NotSubmitted", null), (result.Error!.ErrorId, result.Job)));
        Assert.Equal(5, (await dafty.JobsAsync()).Count);
        Assert.All(await dafty.JobsAsync(), job => Assert.Equal(VideoStatus.Queued, job.Status));
        Assert.Equal(5, dafty.Creates.Count());

        _time.Advance(Span);
        results = await dafty.SubmitAsync(Rows(7), batch);
        Assert.Equal(2, results.Count(result => result.IsNew));
        Assert.Equal(7, dafty.Creates.Count());
    }

    [Fact]
    public async Task Wait_LongerThanTheServiceHoldsARead_AsksAgainAtOnce()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings { Pace = new JobPace { Queued = TimeSpan.FromSeconds(2), Running = TimeSpan.FromSeconds(100) } }, _time);
        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row());

        Task<JobReading> wait = dafty.WaitAsync(job);
        foreach (int seconds in new[] { 2, 53, 47 })
        {
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(VideoStatus.Completed, (await wait).Job.Status);
        Assert.Equal(2, dafty.Service.Ledger.Entries.Count(entry => entry.Target == $"/api/v1/videos/{job.Id}?wait=true"));
        Assert.DoesNotContain(dafty.Service.Ledger.Entries, entry => entry.Target == $"/api/v1/videos/{job.Id}");
    }

    [Fact]
    public async Task Wait_Stopped_BreaksTheHeldReadOff()
    {
        await using DaftyHome dafty = await DaftyHome.StartAsync(new DaftySettings(), _time);
        VideoJob job = await dafty.SubmitOneAsync(DaftyHome.Row());
        using var stop = new CancellationTokenSource();
        WaitRun run = dafty.Client.OpenWait(new WaitOptions(), new Random(1));
        run.Add(job);
        Task wait = run.RunAsync(_ => { }, null, stop.Token);
        await dafty.Service.Ledger.WaitForAsync(2).WaitAsync(ClientFixture.Patience);
        await stop.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(ClientFixture.Patience));
        Assert.Equal(VideoStatus.Queued, Assert.Single(await dafty.JobsAsync()).Status);
    }

    private Task<DaftyHome> StartAsync() => DaftyHome.StartAsync(new DaftySettings { MaxInFlight = 100 }, _time);

    private static IEnumerable<VideoRequest> Rows(int count) => Enumerable.Range(0, count).Select(i => DaftyHome.Row($"clip {i}"));
}
