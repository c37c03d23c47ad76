using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>Rows that an earlier process left in the middle, at each point where it can have died.</summary>
public sealed class TakeOverTests : IDisposable
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private readonly ClientFixture _fixture = new();
    private readonly ClientFixture _keyed = new(new FakeProvider(FakeProvider.Description with { IdempotencyLifetime = KeyLife }));

    public void Dispose()
    {
        _fixture.Dispose();
        _keyed.Dispose();
    }

    [Fact]
    public async Task TakeOver_RowIsTakenAndHasNoEntry_IsSubmittedUnderItsKey()
    {
        JournalEntry entry = await LeaveAsync(_fixture, VideoStatus.Pending, JournalFixture.Dead);
        Assert.True(await _fixture.Journal.RemoveAsync(entry.Job.Key, _ => true, CancellationToken.None));
        SubmitResult result = await RunAsync(_fixture);
        Assert.Equal((entry.Job.Key, VideoStatus.Queued), (result.Job!.Key, result.Job.Status));
    }

    [Fact]
    public async Task TakeOver_PendingOfADeadProcess_IsSubmitted()
    {
        JournalEntry entry = await LeaveAsync(_fixture, VideoStatus.Pending, JournalFixture.Dead);
        SubmitResult result = await RunAsync(_fixture);
        Assert.True(result.IsNew);
        Assert.Equal((entry.Job.Key, VideoStatus.Queued), (result.Job!.Key, result.Job.Status));
        Assert.Equal(1, (await _fixture.OnlyEntryAsync()).Generation);
        Assert.Single(_fixture.Provider.Submissions);
    }

    [Fact]
    public async Task TakeOver_PendingOfADeadProcessInAnOldForm_IsSubmittedAsTheRowIsNow()
    {
        await LeaveAsync(_fixture, VideoStatus.Pending, JournalFixture.Dead, key: "shot 1");
        SubmitResult result = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a better fox", "shot 1"));
        Assert.Empty(result.Warnings);
        Assert.Equal("a better fox", Assert.Single(_fixture.Provider.Submissions).Request.Prompt);
        Assert.Equal("a better fox", (await _fixture.OnlyEntryAsync()).Request.Prompt);
        Assert.Empty((await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a better fox", "shot 1"))).Warnings);
    }

    [Theory]
    [InlineData(VideoStatus.Pending)]
    [InlineData(VideoStatus.Sending)]
    public async Task TakeOver_OwnerIsAliveElsewhere_AnswersTheJobAndSendsNothing(VideoStatus status)
    {
        await LeaveAsync(_fixture, status, JournalFixture.Elsewhere);
        _fixture.Store.WriteLease(JournalFixture.Elsewhere, TimeSpan.Zero);
        SubmitResult result = await RunAsync(_fixture);
        Assert.Equal((status, null), (result.Job!.Status, result.Error));
        Assert.Empty(_fixture.Provider.Submissions);
        Assert.Equal(JournalFixture.Elsewhere, (await _fixture.OnlyEntryAsync()).Owner);
    }

    [Fact]
    public async Task TakeOver_SendingOfADeadProcess_IsUnknownAndNotSent()
    {
        await LeaveAsync(_fixture, VideoStatus.Sending, JournalFixture.Dead);
        SubmitResult result = await RunAsync(_fixture);
        Assert.Equal(VideoErrors.JobUnknown, result.Error!.Kind);
        Assert.Equal(VideoStatus.Unknown, (await _fixture.OnlyEntryAsync()).Job.Status);
        Assert.Empty(_fixture.Provider.Submissions);
    }

    [Theory]
    [InlineData(VideoStatus.Sending)]
    [InlineData(VideoStatus.Unknown)]
    public async Task TakeOver_ServiceRemembersTheKey_IsSentAgainUnderIt(VideoStatus status)
    {
        JournalEntry entry = await LeaveAsync(_keyed, status, JournalFixture.Dead);
        await AgeAsync(_keyed, hours: 22);
        SubmitResult result = await RunAsync(_keyed);
        Assert.Equal((VideoStatus.Queued, null), (result.Job!.Status, result.Error));
        Assert.Equal(entry.Job.Key, Assert.Single(_keyed.Provider.Submissions).Key);
    }

    [Fact]
    public async Task TakeOver_ServiceRemembersTheKeyForEver_IsSentAgainHoweverOldItIs()
    {
        using var fixture = new ClientFixture(new FakeProvider(FakeProvider.Description with { IdempotencyLifetime = Timeout.InfiniteTimeSpan }));
        await LeaveAsync(fixture, VideoStatus.Sending, JournalFixture.Dead);
        await AgeAsync(fixture, hours: 100_000);
        Assert.Equal(VideoStatus.Queued, (await RunAsync(fixture)).Job!.Status);
    }

    [Fact]
    public async Task TakeOver_KeyIsTooOld_IsNotSent()
    {
        await LeaveAsync(_keyed, VideoStatus.Unknown, JournalFixture.Dead);
        await AgeAsync(_keyed, hours: 23);
        Assert.Equal(VideoErrors.JobUnknown, (await RunAsync(_keyed)).Error!.Kind);
        Assert.Empty(_keyed.Provider.Submissions);
    }

    [Fact]
    public async Task TakeOver_KeyBecomesTooOldWhileTheRowWaitsForItsPlace_IsNotSentAndStaysUnknown()
    {
        await LeaveAsync(_keyed, VideoStatus.Unknown, JournalFixture.Dead);
        JournalEntry entry = await AgeAsync(_keyed, hours: 22);
        TimeSpan pause = TimeSpan.FromMinutes(2);
        int refusals = 0;
        _keyed.Provider.OnSubmit = (_, _) =>
        {
            // As long as the service is full of somebody else's jobs.
            refusals++;
            _keyed.Time.Advance(TimeSpan.FromMinutes(59));
            throw new Providers.SubmissionRefusedException(new VideoGenException(VideoErrors.RateLimited, "Later.") { RetryAfter = pause });
        };
        Task<SubmitResult> run = RunAsync(_keyed);
        await _keyed.Time.WaitForTimerAsync(pause);
        _keyed.Time.Advance(pause);
        SubmitResult result = await run.WaitAsync(ClientFixture.Patience);

        Assert.Equal(1, refusals);
        Assert.Equal((VideoErrors.JobUnknown, VideoStatus.Unknown), (result.Error!.Kind, result.Job!.Status));
        JournalEntry left = await _keyed.OnlyEntryAsync();
        Assert.Equal((VideoStatus.Unknown, null, entry.SentAt), (left.Job.Status, left.Owner, left.SentAt));
    }

    [Fact]
    public async Task TakeOver_RowHasChangedSinceItMayHaveBeenSent_IsNotSentInEitherForm()
    {
        await LeaveAsync(_keyed, VideoStatus.Unknown, JournalFixture.Dead, key: "shot 1");
        SubmitResult result = await _keyed.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a dog", "shot 1"));
        Assert.Equal(VideoErrors.JobUnknown, result.Error!.Kind);
        Assert.Single(result.Warnings);
        Assert.Empty(_keyed.Provider.Submissions);
    }

    public static TheoryData<string> FruitlessResends => new("refused", "notsent", "lost", "stopped");

    [Theory]
    [MemberData(nameof(FruitlessResends))]
    public async Task TakeOver_ResendComesToNothing_StaysUnknownWithItsFirstDate(string how)
    {
        JournalEntry entry = await LeaveAsync(_keyed, VideoStatus.Unknown, JournalFixture.Dead);
        entry = await AgeAsync(_keyed, hours: 10);
        using var stop = new CancellationTokenSource();
        _keyed.Provider.OnSubmit = (_, _) => how switch
        {
            "refused" => throw FakeProvider.Refusal(VideoErrors.Unauthorized),
            "notsent" => throw FakeProvider.NotSent(VideoErrors.InsecureEndpoint),
            "stopped" => throw FakeProvider.NotSent(),
            _ => throw new IOException("cut"),
        };
        Task<SubmitResult> run = _keyed.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"), stop.Token);
        if (how == "stopped")
        {
            await _keyed.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
        else
        {
            SubmitResult result = await run;
            Assert.Equal(VideoStatus.Unknown, result.Job!.Status);
            Assert.NotNull(result.Error);
        }

        JournalEntry left = await _keyed.OnlyEntryAsync();
        Assert.Equal((VideoStatus.Unknown, null, entry.SentAt), (left.Job.Status, left.Owner, left.SentAt));

        // Were the date a new one, it would be sent again after the key's life.
        _keyed.Provider.OnSubmit = null;
        int sent = _keyed.Provider.Submissions.Count;
        await AgeAsync(_keyed, hours: 13);
        Assert.Equal(VideoErrors.JobUnknown, (await RunAsync(_keyed)).Error!.Kind);
        Assert.Equal(sent, _keyed.Provider.Submissions.Count);
    }

    [Fact]
    public async Task TakeOver_ManySessionsAtOnce_SendOnce()
    {
        await LeaveAsync(_fixture, VideoStatus.Pending, JournalFixture.Dead);
        VideoClient[] clients = [.. Enumerable.Range(0, 6).Select(_ => _fixture.NewClient())];
        SubmitResult[] results = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            SubmissionRun run = await client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
            VideoRequest row = ClientFixture.Row("a fox");
            SubmitResult? result = null;
            await run.Submit(row, run.Validate(row).Request, false, told => result = told)(CancellationToken.None);
            return result!;
        })));
        Array.ForEach(clients, client => client.Dispose());
        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Single(results, result => result.IsNew);
        Assert.Single(_fixture.Provider.Submissions);
    }

    [Fact]
    public async Task TakeOver_JobIsStoppedBeforeItIsSent_IsNotSent()
    {
        var first = new TaskCompletionSource<Providers.JobSnapshot>();
        _fixture.Provider.OnSubmit = (_, _) => first.Task;
        Task<SubmitResult[]> run = _fixture.SubmitAsync(ClientFixture.Batch() with { ThrottleLimit = 1 }, [ClientFixture.Row("a"), ClientFixture.Row("b")]);
        IReadOnlyList<JournalEntry> entries;
        do
        {
            await Task.Yield();
            entries = await _fixture.EntriesAsync();
        }
        while (entries.Count < 2 || !entries.Any(entry => entry.Job.Status == VideoStatus.Sending));

        JournalEntry waiting = Assert.Single(entries, entry => entry.Job.Status == VideoStatus.Pending);
        Assert.Equal(VideoStatus.Cancelled, (await _fixture.Client.StopAsync(waiting.Job, CancellationToken.None)).Status);
        first.SetResult(_fixture.Provider.Made());
        SubmitResult[] results = await run;

        Assert.Single(_fixture.Provider.Submissions);
        Assert.Equal(VideoStatus.Cancelled, Assert.Single(results, result => !result.IsNew).Job!.Status);
        Assert.Equal(VideoStatus.Cancelled, (await _fixture.Journal.FindAsync(waiting.Job.Key, CancellationToken.None))!.Job.Status);
    }

    private static Task<SubmitResult> RunAsync(ClientFixture fixture) => fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));

    // The clock stands still: moving it for hours would touch the leases thousands of times.
    private static Task<JournalEntry> AgeAsync(ClientFixture fixture, int hours) =>
        fixture.RewriteAsync(entry => entry with { SentAt = entry.SentAt - TimeSpan.FromHours(hours) });

    /// <summary>Submits one row and turns its entry into what a process that died in the middle leaves.</summary>
    private static async Task<JournalEntry> LeaveAsync(ClientFixture fixture, VideoStatus status, JobOwner owner, string? key = null)
    {
        await fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox", key));
        fixture.Provider.Submissions.Clear();
        return await fixture.RewriteAsync(entry => entry with
        {
            Owner = status == VideoStatus.Unknown ? null : owner,
            SentAt = status == VideoStatus.Pending ? null : entry.SentAt,
            Job = entry.Job with { Status = status, Id = null, SubmittedAt = null },
        });
    }
}
