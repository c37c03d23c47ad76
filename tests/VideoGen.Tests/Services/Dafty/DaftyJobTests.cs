using VideoGen.Providers;
using static VideoGen.Tests.Services.Dafty.DaftyBench;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>Reads, lists, cancels and the account as they come over the wire.</summary>
public sealed class DaftyJobTests
{
    [Fact]
    public async Task Read_Completed_HasAllThatTheServiceSays()
    {
        using DaftyBench bench = Play("read-completed");
        JobSnapshot job = (await bench.ReadAsync())!;
        bench.AssertPlayed();
        Assert.Equal((JobId, VideoStatus.Completed, 6), (job.Id, job.Status, job.Duration));
        Assert.Equal(new DateTimeOffset(2026, 6, 16, 10, 0, 0, TimeSpan.Zero), job.CreatedAt);
        Assert.Equal(
            new VideoOutput
            {
                Uri = new Uri("https://cdn.example.com/assets/u_123/6b2c1d4e/original.mp4"),
                Thumbnail = new Uri("https://cdn.example.com/assets/u_123/6b2c1d4e/thumbnail.jpg"),
                Seconds = 6,
                Width = 1280,
                Height = 720,
            },
            Assert.Single(job.Outputs!));
        Assert.Contains("original.mp4", job.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_PosterIsNotThereYet_IsCompletedAllTheSame()
    {
        using DaftyBench bench = Play("read-without-poster");
        JobSnapshot job = (await bench.ReadAsync())!;
        Assert.Equal(VideoStatus.Completed, job.Status);
        Assert.Equal((null, "/assets/u_123/6b2c1d4e/original.mp4"), (job.Outputs![0].Thumbnail, job.Outputs[0].Uri!.AbsolutePath));
    }

    [Fact]
    public async Task Read_NumbersAsTextAndNewMembers_AreTaken()
    {
        using DaftyBench bench = Play("read-odd-numbers");
        JobSnapshot job = (await bench.ReadAsync())!;
        Assert.Equal((6, 5.8, 1280, 720), (job.Duration, job.Outputs![0].Seconds, job.Outputs[0].Width, job.Outputs[0].Height));
    }

    [Fact]
    public async Task Read_CompletedWithoutResult_HasAnOutputThatCannotBeSavedInsteadOfNone()
    {
        using DaftyBench bench = Play("read-completed-without-result");
        Assert.Null(Assert.Single((await bench.ReadAsync())!.Outputs!).Uri);
    }

    [Fact]
    public async Task Read_LengthIsBeyondAllNumbers_IsLeftOut()
    {
        using var bench = new DaftyBench(new Http.StubNetwork(Http.StubNetwork.Answer(200, """{"data":{"id":"j1","status":"completed","result":{"video":{"url":"https://example.com/a.mp4","durationSeconds":1e999}}}}""")));
        VideoOutput output = Assert.Single((await bench.ReadAsync())!.Outputs!);
        Assert.Null(output.Seconds);
        Assert.NotNull(output.Uri);
    }

    [Theory]
    [InlineData("read-pending", VideoStatus.Queued, null)]
    [InlineData("read-processing", VideoStatus.Running, null)]
    [InlineData("read-new-word", VideoStatus.Running, null)]
    [InlineData("read-failed", VideoStatus.Failed, "GENERATION_FAILED: The video could not be generated")]
    [InlineData("read-failed-text", VideoStatus.Failed, "failed: The video could not be generated")]
    [InlineData("read-failed-silent", VideoStatus.Failed, null)]
    public async Task Read_EachState_IsOurs(string exchange, VideoStatus status, string? error)
    {
        using DaftyBench bench = Play(exchange);
        JobSnapshot job = (await bench.ReadAsync())!;
        Assert.Equal((status, error, null), (job.Status, job.Error?.ToString(), job.Outputs));
    }

    [Fact]
    public async Task Read_ServiceDoesNotKnowIt_IsNull()
    {
        using DaftyBench bench = Play("read-unknown");
        Assert.Null(await bench.ReadAsync());
        Assert.Null(await bench.ReadAsync(".."));
        bench.AssertPlayed();
    }

    [Fact]
    public async Task Await_HeldRead_AsksTheServiceToHoldIt()
    {
        using DaftyBench bench = Play("await-processing", "await-completed");
        Assert.Equal(VideoStatus.Running, (await bench.Provider.AwaitAsync(JobId, CancellationToken.None))!.Status);
        Assert.Equal(VideoStatus.Completed, (await bench.Provider.AwaitAsync(JobId, CancellationToken.None))!.Status);
        bench.AssertPlayed();
    }

    [Theory]
    [InlineData(VideoStatus.Failed, "cancel")]
    [InlineData(VideoStatus.Completed, "cancel-ended-unchanged")]
    [InlineData(VideoStatus.Completed, "cancel-ended-conflict", "read-completed")]
    public async Task Cancel_JobThatRunsOrHasEnded_AnswersItsState(VideoStatus status, params string[] exchanges)
    {
        using DaftyBench bench = Play(exchanges);
        Assert.Equal((JobId, status), ((await bench.Provider.CancelAsync(JobId, CancellationToken.None)) is var job ? (job.Id, job.Status) : default));
        bench.AssertPlayed();
    }

    [Fact]
    public async Task Cancel_ServiceDoesNotKnowIt_SaysSo()
    {
        using DaftyBench bench = Play("cancel-unknown");
        var e = await Assert.ThrowsAsync<VideoGenException>(() => bench.Provider.CancelAsync(JobId, CancellationToken.None));
        Assert.Equal(("NotFoundAtService", "NOT_FOUND"), (e.ErrorId, e.ServiceCode));
    }

    [Theory]
    [InlineData("list-array")]
    [InlineData("list-page-1", "list-page-2")]
    [InlineData("list-page-1", "list-page-repeated")]
    public async Task List_EitherShape_HasTheVideosOfAllPages(params string[] exchanges)
    {
        using DaftyBench bench = Play(exchanges);
        List<JobSnapshot> jobs = await ListAsync(bench);
        bench.AssertPlayed();
        Assert.Equal([(JobId, VideoStatus.Completed), ("00000000-0000-4000-8000-000000000002", VideoStatus.Queued)], jobs.Select(job => (job.Id, job.Status)));
        Assert.DoesNotContain("00000000-0000-4000-8000-000000000002", jobs[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NobodyWantsTheNextPage_ItIsNotRead()
    {
        using DaftyBench bench = Play("list-page-1");
        await foreach (JobSnapshot _ in bench.Provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            break;
        }

        bench.AssertPlayed();
    }

    [Fact]
    public async Task List_AnswerIsNoList_SaysSo()
    {
        using DaftyBench bench = Play("list-odd");
        Assert.Equal("InvalidResponse", (await Assert.ThrowsAsync<VideoGenException>(() => ListAsync(bench))).ErrorId);
    }

    [Theory]
    [InlineData("account", "someone@example.com", "pro", null)]
    [InlineData("account-with-amount", "acc_123", "team", "12.5")]
    public async Task Balance_Account_HasThePlanAndTheAmountWhereItIs(string exchange, string account, string plan, string? amount)
    {
        using DaftyBench bench = Play(exchange);
        VideoBalance balance = await bench.Provider.ReadBalanceAsync(CancellationToken.None);
        bench.AssertPlayed();
        Assert.Equal(("Dafty", account, plan, "CU"), (balance.Provider, balance.Account, balance.Plan, balance.Unit));
        Assert.Equal(amount, balance.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Exchanges_EachRecorded_IsUsedByATest()
    {
        string tests = string.Join('\n', Directory.GetFiles(Path.Combine(RecordedNetwork.Folder("Dafty"), ".."), "*.cs").Select(System.IO.File.ReadAllText));
        Assert.All(Directory.GetFiles(RecordedNetwork.Folder("Dafty")), path => Assert.Contains($"\"{Path.GetFileNameWithoutExtension(path)}\"", tests, StringComparison.Ordinal));
    }

    private static async Task<List<JobSnapshot>> ListAsync(DaftyBench bench)
    {
        var jobs = new List<JobSnapshot>();
        await foreach (JobSnapshot job in bench.Provider.ListAsync(new JobListingQuery(), CancellationToken.None))
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
