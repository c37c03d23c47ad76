using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>The state an entry is left in, for every way in which a submission can end.</summary>
public sealed class SubmissionTests : IDisposable
{
    private static readonly SubmitOptions NoBatch = new();

    private readonly ClientFixture _fixture = new();

    private FakeProvider Provider => _fixture.Provider;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Submit_OptionHasASecretNobodyChecked_IsSentAndNotWrittenDown()
    {
        var option = new System.Text.Json.Nodes.JsonObject { ["webhook"] = new System.Text.Json.Nodes.JsonObject { ["secret"] = "whsec_canary", ["url"] = "https://example.com" } };
        using var fixture = new ClientFixture();
        _ = await fixture.SubmitOneAsync(new SubmitOptions { SkipValidation = true }, ClientFixture.Row("a fox") with { Option = option });
        Assert.Equal("whsec_canary", Assert.Single(fixture.Provider.Submissions).Request.Option!["webhook"]!["secret"]!.GetValue<string>());
        Assert.DoesNotContain("whsec_canary", string.Concat(Directory.EnumerateFiles(fixture.Store.Home.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("demo")]
    public async Task Submit_Plan_SendsAndWritesNothing(string? batch)
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(new SubmitOptions { IsPlan = true, Batch = batch }, CancellationToken.None);
        VideoRequest row = ClientFixture.Row("a fox");
        TakenRow taken = run.Take(row, run.Validate(row).Request, defaulted: true);

        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => run.SubmitAsync(taken, _ => { }, CancellationToken.None));

        Assert.Empty(Provider.Submissions);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task IsAnswered_PlanOfABatch_KnowsWhatTheBatchHas()
    {
        _ = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch() with { IsPlan = true }, CancellationToken.None);
        var answered = new List<bool>();
        foreach (string prompt in new[] { "a fox", "a hare", "a fox" })
        {
            VideoRequest row = ClientFixture.Row(prompt);
            answered.Add(await run.IsAnsweredAsync(run.Take(row, run.Validate(row).Request, defaulted: false), CancellationToken.None));
        }

        Assert.Equal([true, false, false], answered);
    }

    [Fact]
    public async Task Take_PlanWithoutABatch_HasItsAnswerAtOnce()
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(new SubmitOptions { IsPlan = true }, CancellationToken.None);
        VideoRequest row = ClientFixture.Row("a fox");

        TakenRow taken = run.Take(row, run.Validate(row).Request, defaulted: false);

        Assert.True(taken.Clips.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Submit_ServiceTakesIt_JobIsQueuedAndNobodyOwnsIt()
    {
        SubmitResult result = await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));

        Assert.Null(result.Error);
        Assert.True(result.IsNew);
        Assert.Equal(("job-1", VideoStatus.Queued), (result.Job!.Id, result.Job.Status));
        JournalEntry entry = await _fixture.OnlyEntryAsync();
        Assert.Null(entry.Owner);
        Assert.Equal(result.Job.Key, entry.Job.Key);
        Assert.Equal(_fixture.Time.GetUtcNow(), entry.Job.SubmittedAt);
        Assert.Equal(entry.Job.Key, Assert.Single(Provider.Submissions).Key);
    }

    [Fact]
    public async Task Submit_FirstByteLeaves_IntentIsOnDisk()
    {
        JournalEntry? onDisk = null;
        Provider.OnSubmit = async (submission, _) =>
        {
            onDisk = await _fixture.Journal.FindAsync(submission.Key, CancellationToken.None);
            return Provider.Made();
        };
        await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        Assert.Equal(VideoStatus.Sending, onDisk!.Job.Status);
        Assert.Equal(JobOwner.Current, onDisk.Owner);
        Assert.NotNull(onDisk.SentAt);
    }

    public static TheoryData<string> LostAnswers => new("vg", "http", "io", "timeout", "bug", "noid");

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Submit_AnswerIsLost_JobIsUnknownAndNeverSentAgain(string how)
    {
        Provider.OnSubmit = (_, _) => how switch
        {
            "vg" => throw new VideoGenException(VideoErrors.ServiceFailed, "500"),
            "http" => throw new HttpRequestException("cut"),
            "io" => throw new IOException("cut"),
            "timeout" => throw new TaskCanceledException("late", new TimeoutException()),
            "noid" => Task.FromResult(FakeProvider.Snapshot(" ", VideoStatus.Queued)),
            _ => throw new InvalidOperationException("a bug"),
        };

        SubmitResult result = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));

        Assert.Equal(VideoErrors.JobUnknown, result.Error!.Kind);
        Assert.Equal(VideoStatus.Unknown, result.Job!.Status);
        JournalEntry entry = await _fixture.OnlyEntryAsync();
        Assert.Equal((VideoStatus.Unknown, null), (entry.Job.Status, entry.Owner));

        SubmitResult again = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal(VideoErrors.JobUnknown, again.Error!.Kind);
        Assert.Equal(result.Job.Key, again.Job!.Key);
        Assert.Single(Provider.Submissions);
    }

    [Fact]
    public async Task Submit_Refused_NoJobStaysAndTheNextRunSubmits()
    {
        Provider.OnSubmit = (_, _) => throw FakeProvider.Refusal(VideoErrors.RequestRefused);
        SubmitResult refused = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal(VideoErrors.RequestRefused, refused.Error!.Kind);
        Assert.Null(refused.Job);
        Assert.Empty(await _fixture.EntriesAsync());

        Provider.OnSubmit = null;
        SubmitResult taken = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal(VideoStatus.Queued, taken.Job!.Status);
        Assert.Equal(2, Provider.Submissions.Count);
        Assert.Single(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Submit_NoConnection_IsTriedThreeTimesAndLeavesNoJob()
    {
        Provider.OnSubmit = (_, _) => throw FakeProvider.NotSent();
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        JournalEntry between = await _fixture.OnlyEntryAsync();
        Assert.Equal((VideoStatus.Pending, null), (between.Job.Status, between.SentAt));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(2));
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));

        SubmitResult result = await submission;
        Assert.Equal(VideoErrors.ConnectionFailed, result.Error!.Kind);
        Assert.Null(result.Job);
        Assert.Equal(3, Provider.Submissions.Count);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Submit_ConnectionComesBack_IsOneJob()
    {
        Provider.OnSubmit = (_, _) => Provider.Submissions.Count == 1 ? throw FakeProvider.NotSent() : Task.FromResult(Provider.Made());
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(VideoStatus.Queued, (await submission).Job!.Status);
        Assert.Single(Provider.Submissions.Select(sent => sent.Key).Distinct());
    }

    [Fact]
    public async Task Submit_NoCredential_IsNotTriedAgainAndStopsTheRest()
    {
        Provider.OnSubmit = (_, _) => throw FakeProvider.NotSent(VideoErrors.CredentialMissing);
        SubmitResult[] results = await _fixture.SubmitAsync(
            ClientFixture.Batch() with { ThrottleLimit = 1 }, [ClientFixture.Row("a"), ClientFixture.Row("b"), ClientFixture.Row("c")]);
        Assert.Single(Provider.Submissions);
        Assert.Equal(["CredentialMissing", "NotSubmitted", "NotSubmitted"], results.Select(result => result.Error!.ErrorId).Order());
        Assert.Empty(await _fixture.EntriesAsync());
    }

    public static TheoryData<string> Stoppers => new("Unauthorized", "PaymentRequired", "QuotaReached");

    [Theory]
    [MemberData(nameof(Stoppers))]
    public async Task Submit_EveryOtherRowWouldBeRefusedToo_RestIsNotSubmittedAndTheNextRunSubmitsIt(string id)
    {
        VideoErrorKind kind = VideoErrors.All.Single(kind => kind.Id == id);
        int sent = 0;
        Provider.OnSubmit = (_, _) => Interlocked.Increment(ref sent) == 2 ? throw FakeProvider.Refusal(kind) : Task.FromResult(Provider.Made());
        VideoRequest[] rows = [.. Enumerable.Range(0, 5).Select(i => ClientFixture.Row($"row {i}"))];

        SubmitResult[] first = await _fixture.SubmitAsync(ClientFixture.Batch() with { ThrottleLimit = 1 }, rows);
        Assert.Equal(3, first.Count(result => result.Error?.Kind == VideoErrors.NotSubmitted));
        Assert.Single(first, result => result.Error?.Kind == kind);
        Assert.Single(await _fixture.EntriesAsync());

        SubmitResult[] second = await _fixture.SubmitAsync(ClientFixture.Batch(), rows);
        Assert.All(second, result => Assert.Null(result.Error));
        Assert.Equal(5, second.Select(result => result.Job!.Key).Distinct().Count());
        Assert.Equal(1 + 1 + 4, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Submit_OtherRefusal_DoesNotStopTheRest()
    {
        Provider.OnSubmit = (submission, _) => submission.Request.Prompt == "bad" ? throw FakeProvider.Refusal(VideoErrors.RequestRefused) : Task.FromResult(Provider.Made());
        SubmitResult[] results = await _fixture.SubmitAsync(ClientFixture.Batch(), [ClientFixture.Row("bad"), ClientFixture.Row("a"), ClientFixture.Row("b")]);
        Assert.Equal(2, results.Count(result => result.Job is not null));
    }

    [Fact]
    public async Task Submit_ImageIsGoneWhenItIsOpened_NothingWasSentSoNoJobStays()
    {
        string path = _fixture.Store.Home.At("a.png");
        await File.WriteAllTextAsync(path, "png");
        Provider.OnSubmit = async (submission, cancellationToken) =>
        {
            File.Delete(path);
            await using Stream image = await submission.Image!.OpenAsync(cancellationToken);
            return Provider.Made();
        };
        VideoRequest row = ClientFixture.Row("a fox") with { Image = new ImageReference(ImageKind.File, path) };
        SubmitResult result = await _fixture.SubmitOneAsync(ClientFixture.Batch(), row);

        Assert.Equal(VideoErrors.ImageNotFound, result.Error!.Kind);
        Assert.Null(result.Job);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Submit_FormOfImageIsNotTaken_NoJobStays()
    {
        VideoRequest row = ClientFixture.Row("a fox") with { Image = new ImageReference(ImageKind.Id, "upload-1") };
        SubmitResult result = await _fixture.SubmitOneAsync(ClientFixture.Batch() with { SkipValidation = true }, row);
        Assert.Equal(VideoErrors.UnsupportedValue, result.Error!.Kind);
        Assert.Empty(await _fixture.EntriesAsync());
        Assert.Empty(Provider.Submissions);
    }

    [Fact]
    public async Task Submit_StoppedWhileWaitingForAPlace_LeavesNothingInTheHandsOfALiveProcess()
    {
        var sent = new TaskCompletionSource();
        var answer = new TaskCompletionSource<JobSnapshot>();
        Provider.OnSubmit = (_, _) =>
        {
            _ = sent.TrySetResult();
            return answer.Task;
        };
        using var stop = new CancellationTokenSource();
        Task<SubmitResult[]> run = _fixture.SubmitAsync(
            ClientFixture.Batch() with { ThrottleLimit = 1 }, [ClientFixture.Row("a"), ClientFixture.Row("b"), ClientFixture.Row("c")], stop.Token);
        await sent.Task.WaitAsync(ClientFixture.Patience);
        await stop.CancelAsync();
        answer.SetResult(FakeProvider.Snapshot("paid", VideoStatus.Queued));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        // What was on the wire is known; what was not is not there, so that the next run submits it.
        Assert.Equal("paid", (await _fixture.OnlyEntryAsync()).Job.Id);
        Provider.OnSubmit = null;
        SubmitResult[] again = await _fixture.SubmitAsync(ClientFixture.Batch(), [ClientFixture.Row("a"), ClientFixture.Row("b"), ClientFixture.Row("c")]);
        Assert.All(again, result => Assert.Equal(VideoStatus.Queued, result.Job!.Status));
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Submit_StoppedAndNoAnswerWithinTheGrace_IsUnknown()
    {
        var sent = new TaskCompletionSource();
        Provider.OnSubmit = async (_, cancellationToken) =>
        {
            sent.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("unreachable");
        };
        using var stop = new CancellationTokenSource();
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"), stop.Token);
        await sent.Task.WaitAsync(ClientFixture.Patience);
        await stop.CancelAsync();
        Assert.Equal(VideoStatus.Sending, (await _fixture.OnlyEntryAsync()).Job.Status);
        _fixture.Time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(VideoErrors.JobUnknown, (await submission).Error!.Kind);
        Assert.Equal((VideoStatus.Unknown, null), ((await _fixture.OnlyEntryAsync()).Job.Status, (await _fixture.OnlyEntryAsync()).Owner));
    }

    [Fact]
    public async Task Submit_StoppedBetweenAttempts_LeavesNothing()
    {
        Provider.OnSubmit = (_, _) => throw FakeProvider.NotSent();
        using var stop = new CancellationTokenSource();
        Task<SubmitResult> submission = _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"), stop.Token);
        await _fixture.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Submit_JournalCannotTakeTheAnswerDown_IdIsTold()
    {
        Provider.OnSubmit = (_, _) =>
        {
            Block();
            return Task.FromResult(FakeProvider.Snapshot("paid-for", VideoStatus.Queued));
        };
        SubmitResult result = await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));

        Assert.Equal(VideoErrors.JournalNotWritable, result.Error!.Kind);
        Assert.Contains("paid-for", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Get-VideoJob -Id 'paid-for' -Provider Fake", result.Error.Remedy, StringComparison.Ordinal);
        Assert.Equal(("paid-for", VideoStatus.Queued), (result.Job!.Id, result.Job.Status));
    }

    [Fact]
    public async Task Submit_EntryIsRemovedWhileItIsOnTheWire_JobIsNotLost()
    {
        Provider.OnSubmit = async (submission, cancellationToken) =>
        {
            Assert.True(await _fixture.Journal.RemoveAsync(submission.Key, entry => entry.Job.Status == VideoStatus.Sending, cancellationToken));
            return FakeProvider.Snapshot("paid-for", VideoStatus.Queued);
        };
        SubmitResult result = await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        Assert.Equal("paid-for", result.Job!.Id);
        Assert.Equal("paid-for", (await _fixture.OnlyEntryAsync()).Job.Id);
    }

    [Fact]
    public async Task Submit_IntentCannotBeWritten_NothingIsSent()
    {
        await File.WriteAllTextAsync(_fixture.Store.Home.At("journal"), "in the way");
        SubmitResult result = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal(VideoErrors.JournalNotWritable, result.Error!.Kind);
        Assert.Empty(Provider.Submissions);
    }

    [Fact]
    public async Task Submit_EqualJobIsUnderWay_IsRefusedUnlessDuplicatesAreAllowed()
    {
        SubmitResult first = await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        SubmitResult second = await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        Assert.Equal(VideoErrors.DuplicateJob, second.Error!.Kind);
        Assert.Equal(first.Job!.Key, second.Error.Job!.Key);

        Assert.Null((await _fixture.SubmitOneAsync(NoBatch with { AllowDuplicate = true }, ClientFixture.Row("a fox"))).Error);
        Assert.Null((await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a dog"))).Error);
        Assert.Equal(3, Provider.Submissions.Count);
    }

    [Fact]
    public async Task Submit_EqualIntentOfADeadProcess_IsNoDuplicate()
    {
        await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Owner = Journal.JournalFixture.Dead, SentAt = null, Job = entry.Job with { Status = VideoStatus.Pending, Id = null } });
        Assert.Null((await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"))).Error);
    }

    [Fact]
    public async Task Submit_EqualJobIsSettled_IsNoDuplicate()
    {
        await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"));
        await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = VideoStatus.Completed } });
        Assert.Null((await _fixture.SubmitOneAsync(NoBatch, ClientFixture.Row("a fox"))).Error);
    }

    [Fact]
    public async Task Submit_ManyRows_KeepToTheThrottle()
    {
        int now = 0, most = 0;
        Provider.OnSubmit = async (_, _) =>
        {
            int here = Interlocked.Increment(ref now);
            InterlockedMax(ref most, here);
            await Task.Yield();
            _ = Interlocked.Decrement(ref now);
            return Provider.Made();
        };
        SubmitResult[] results = await _fixture.SubmitAsync(NoBatch with { ThrottleLimit = 3 }, Enumerable.Range(0, 40).Select(i => ClientFixture.Row($"row {i}")));
        Assert.Equal(40, results.Count(result => result.IsNew));
        Assert.InRange(most, 1, 3);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = target; seen < value; seen = target)
        {
            _ = Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    /// <summary>Makes the entry's lock fail as a full disk would.</summary>
    private void Block()
    {
        Directory.Delete(_fixture.Store.Folders.Locks, recursive: true);
        File.WriteAllText(_fixture.Store.Folders.Locks, "in the way");
    }
}
