using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Budgets;

/// <summary>What a budget keeps back, and what counts.</summary>
public sealed class BudgetTests : IDisposable
{
    private readonly BudgetBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Submit_OverTheLimit_IsNotSentLeavesNothingAndCheaperOnesGo()
    {
        await _bench.SetAsync("110 credits");
        Assert.Null(await _bench.ErrorAsync("a"));
        SubmitResult over = await _bench.Fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("b") with { Duration = 8 });
        Assert.Null(await _bench.ErrorAsync("c"));

        Assert.Equal("BudgetReached", over.Error!.ErrorId);
        Assert.Equal("Fake's budget of 110 credits a day has 70 credits left, and this would cost 80 credits. It is renewed at 2026-05-05 00:00 (local time).", over.Error.Message);
        Assert.Contains("Set-VideoBudget Fake -Per Day", over.Error.Remedy, StringComparison.Ordinal);
        Assert.Equal(["a", "c"], _bench.Provider.Submissions.Select(submission => submission.Request.Prompt!));
        Assert.Equal(2, (await _bench.Fixture.EntriesAsync()).Count);
        VideoBudget budget = await _bench.GetAsync();
        Assert.Equal((110m, "credits", 80m, 80m, 30m, 2, null), (budget.Limit!.Value, budget.Unit, budget.Spent!.Value, budget.Reserved!.Value, budget.Left!.Value, budget.SpentClips, budget.LeftClips));
    }

    [Fact]
    public async Task Submit_NextDay_SendsWhatWasKeptBack()
    {
        await _bench.SetAsync("40 credits");
        Assert.Null(await _bench.ErrorAsync("a"));
        _bench.Travel(new DateTimeOffset(2026, 5, 4, 23, 59, 59, TimeSpan.Zero));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(40, (await _bench.GetAsync()).Left);
        Assert.Null(await _bench.ErrorAsync("b"));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("c"));
    }

    [Fact]
    public async Task Submit_DayAndMonth_BothHold()
    {
        await _bench.SetAsync("80 credits");
        await _bench.SetAsync("100 credits", per: BudgetPeriod.Month);
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Null(await _bench.ErrorAsync("b"));
        Assert.Contains("a day", (await _bench.SubmitAsync("c")).Error!.Message, StringComparison.Ordinal);
        _bench.Travel(new DateTimeOffset(2026, 5, 31, 23, 0, 0, TimeSpan.Zero));
        Assert.Contains("a month", (await _bench.SubmitAsync("c")).Error!.Message, StringComparison.Ordinal);
        Assert.Equal((0, 80), ((int)(await _bench.GetAsync()).Spent!, (int)(await _bench.GetAsync(BudgetPeriod.Month)).Spent!));
        _bench.Travel(new DateTimeOffset(2026, 6, 1, 1, 0, 0, TimeSpan.FromHours(1)));
        Assert.Null(await _bench.ErrorAsync("c"));
    }

    [Fact]
    public async Task Set_InTheMiddleOfThePeriod_CountsWhatWasSubmittedBefore()
    {
        Assert.Null(await _bench.ErrorAsync("a"));
        VideoBudget budget = await _bench.SetAsync("60 credits", clips: 5);
        Assert.Equal((40m, 1, 20m, 4), (budget.Spent!.Value, budget.SpentClips, budget.Left!.Value, budget.LeftClips!.Value));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Fact]
    public async Task Submit_ClipCeiling_CountsEachClipOfARow()
    {
        await _bench.SetAsync(null, clips: 2);
        Assert.Null(await _bench.ErrorAsync("a"));
        SubmitResult[] row = await _bench.Fixture.SubmitAsync(ClientFixture.Batch(), [ClientFixture.Row("b") with { Count = 2 }]);
        Assert.All(row, result => Assert.Equal("BudgetReached", result.Error!.ErrorId));
        Assert.Contains("1 clip left, and this would make 2 clips", row[0].Error!.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Provider.Batches);
        Assert.Null(await _bench.ErrorAsync("c"));
    }

    [Fact]
    public async Task Submit_SeveralClipsInOneRequest_AreSetAsideTogether()
    {
        await _bench.SetAsync("120 credits");
        SubmitResult[] row = await _bench.Fixture.SubmitAsync(ClientFixture.Batch(), [ClientFixture.Row("b") with { Count = 3 }]);
        Assert.All(row, result => Assert.Null(result.Error));
        Assert.Equal((120m, 3), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Fact]
    public async Task Submit_OneJobOfSeveralOutputs_CountsThemAll()
    {
        using var bench = new BudgetBench(descriptor => descriptor with { OutputsPerJob = 4 });
        await bench.SetAsync("400 credits", clips: 4);
        Assert.Null((await bench.Fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a") with { Count = 3 })).Error);
        Assert.Equal((120m, 1), ((await bench.GetAsync()).Spent!.Value, (await bench.GetAsync()).LeftClips!.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submit_NothingWasMade_GivesItBack(bool refused)
    {
        await _bench.SetAsync("40 credits");
        _bench.Provider.OnSubmit = (_, _) => throw (refused ? FakeProvider.Refusal(VideoErrors.RequestRefused) : FakeProvider.NotSent(VideoErrors.InsecureEndpoint));
        Assert.NotNull(await _bench.ErrorAsync("a"));
        Assert.Equal((0m, 0), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
        _bench.Provider.OnSubmit = null;
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal(40, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task Submit_AnswerIsLost_Counts()
    {
        await _bench.SetAsync("40 credits");
        _bench.Provider.OnSubmit = (_, _) => throw new IOException("cut");
        SubmitResult lost = await _bench.SubmitAsync("a");
        Assert.Equal("JobUnknown", lost.Error!.ErrorId);
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
        await _bench.Fixture.Client.RemoveAsync(lost.Job!, journalOnly: true, force: true, CancellationToken.None);
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Fact]
    public async Task Remove_Job_StaysCounted()
    {
        await _bench.SetAsync("40 credits");
        SubmitResult made = await _bench.SubmitAsync("a");
        await _bench.Fixture.Client.RemoveAsync(made.Job!, journalOnly: true, force: true, CancellationToken.None);
        Assert.Empty(await _bench.Fixture.EntriesAsync());
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
        Assert.Equal((40m, 1), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Fact]
    public async Task Submit_ServiceStatesItsCharge_ReplacesTheEstimate()
    {
        await _bench.SetAsync("90 credits");
        _bench.Provider.OnSubmit = (_, _) => Task.FromResult(_bench.Provider.Made() with { Cost = new VideoCost(30, "credits", Charged: true) });
        Assert.Null(await _bench.ErrorAsync("a"));
        VideoBudget budget = await _bench.GetAsync();
        Assert.Equal((30m, 0m, 60m), (budget.Spent!.Value, budget.Reserved!.Value, budget.Left!.Value));
    }

    [Fact]
    public async Task Read_ChargeComesLater_ReplacesTheEstimateInFull()
    {
        await _bench.SetAsync("90 credits");
        SubmitResult made = await _bench.SubmitAsync("a");
        _bench.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Running) with { Cost = new VideoCost(100, "credits", Charged: true) };

        // In the next month, in another session.
        _bench.Travel(new DateTimeOffset(2026, 6, 1, 1, 0, 0, TimeSpan.Zero));
        _ = await _bench.Client.ReadAsync(made.Job!, CancellationToken.None);
        _ = await _bench.Client.ReadAsync(made.Job!, CancellationToken.None);
        Assert.Equal((0, 0), ((int?)(await _bench.GetAsync()).Spent ?? 0, (await _bench.GetAsync()).SpentClips));
        _bench.Travel(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));

        VideoBudget budget = await _bench.GetAsync();
        Assert.Equal((100m, 0m, 0m, 1), (budget.Spent!.Value, budget.Reserved!.Value, budget.Left!.Value, budget.SpentClips));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
    }

    [Theory]
    [InlineData(null, 40, 1)]
    [InlineData(40, 40, 1)]
    [InlineData(0, 0, 0)]
    public async Task Read_JobFailed_CountsUnlessTheServiceSaysItIsFree(int? charge, int spent, int clips)
    {
        await _bench.SetAsync("80 credits");
        SubmitResult made = await _bench.SubmitAsync("a");
        _bench.Provider.OnRead = id => FakeProvider.Snapshot(id, VideoStatus.Failed) with { Cost = charge is { } amount ? new VideoCost(amount, "credits", Charged: true) : null };
        _ = await _bench.Fixture.Client.ReadAsync(made.Job!, CancellationToken.None);
        Assert.Equal((spent, clips), ((int)(await _bench.GetAsync()).Spent!, (await _bench.GetAsync()).SpentClips));
    }

    [Theory]
    [InlineData("-3", "credits")]
    [InlineData("79228162514264337593543950335", "credits")]
    [InlineData("1", "USD")]
    public async Task Submit_ChargeIsNoPriceInItsUnit_EstimateStays(string amount, string unit)
    {
        await _bench.SetAsync("90 credits");
        _bench.Provider.OnSubmit = (_, _) => Task.FromResult(_bench.Provider.Made() with { Cost = new VideoCost(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), unit, Charged: true) });
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal(40, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task Submit_PriceIsUnknown_CountsAsOverUnlessAllowedAndSomethingIsLeft()
    {
        SubmitOptions allowed = ClientFixture.Batch() with { AllowUnknownCost = true };
        await _bench.SetAsync("40 credits");
        SubmitResult refused = await _bench.SubmitAsync("mystery");
        Assert.Equal("UnknownPrice", refused.Error!.ErrorId);
        Assert.Contains("Nobody wrote it down.", refused.Error.Message, StringComparison.Ordinal);
        Assert.Null(await _bench.ErrorAsync("mystery", allowed));
        Assert.Equal((0m, 1, 1), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips, (await _bench.GetAsync()).UnpricedClips));
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal("BudgetReached", (await _bench.Fixture.SubmitOneAsync(allowed, ClientFixture.Row("mystery", "another"))).Error!.ErrorId);
    }

    [Fact]
    public async Task Submit_LimitOfNothing_StopsEverythingThatCosts()
    {
        await _bench.SetAsync("0");
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("a"));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("mystery", ClientFixture.Batch() with { AllowUnknownCost = true }));
        _bench.Budgets.Remove("Fake", BudgetPeriod.Day);
        await _bench.SetAsync(null, clips: 0);
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("a"));
    }

    [Fact]
    public async Task AddAudio_Clip_CountsAsAClipAndItsPrice()
    {
        await _bench.SetAsync("45 credits", clips: 2);
        VideoJob source = (await _bench.Fixture.Client.ReadAsync((await _bench.SubmitAsync("a")).Job!, CancellationToken.None)).Job;
        SubmitResult added = await _bench.Fixture.Client.AddAudioAsync(source, AudioMode.Generate, null, new SubmitOptions(), CancellationToken.None);
        Assert.Null(added.Error);
        Assert.Equal((44m, 0), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).LeftClips!.Value));
        SubmitResult over = await _bench.Fixture.Client.AddAudioAsync(source, AudioMode.Custom, new Uri("https://sounds.example/rain.mp3"), new SubmitOptions(), CancellationToken.None);
        Assert.Equal("BudgetReached", over.Error!.ErrorId);
    }

    [Fact]
    public async Task Submit_ManyAtOnceFromManyClients_NeverGoOver()
    {
        await _bench.SetAsync("400 credits");
        VideoClient[] clients = [.. Enumerable.Range(0, 5).Select(_ => _bench.Fixture.NewClient())];
        SubmitResult[][] results = await Task.WhenAll(clients.Select((client, number) => Task.Run(async () =>
        {
            SubmissionRun run = await client.OpenSubmissionAsync(ClientFixture.Batch($"batch {number}"), CancellationToken.None);
            var told = new System.Collections.Concurrent.ConcurrentQueue<SubmitResult>();
            await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            {
                VideoRequest row = ClientFixture.Row($"row {number} {i}");
                return run.Submit(row, run.Validate(row).Request, false, told.Enqueue)(CancellationToken.None);
            }));
            return told.ToArray();
        })));
        Array.ForEach(clients, client => client.Dispose());
        Assert.Equal(10, _bench.Provider.Submissions.Count);
        Assert.Equal(10, results.SelectMany(all => all).Count(result => result.Error is null));
        Assert.All(results.SelectMany(all => all).Where(result => result.Error is not null), result => Assert.Equal("BudgetReached", result.Error!.ErrorId));
        Assert.Equal(400, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task Submit_ServiceWasFullOverMidnight_CountsOnTheDayOfItsSending()
    {
        var pause = TimeSpan.FromMinutes(2);
        await _bench.SetAsync("40 credits");
        _bench.Travel(new DateTimeOffset(2026, 5, 31, 23, 59, 0, TimeSpan.Zero));
        _bench.Provider.OnSubmit = (_, _) => _bench.Provider.Submissions.Count == 1
            ? throw new SubmissionRefusedException(new VideoGenException(VideoErrors.RateLimited, "Later.") { RetryAfter = pause })
            : Task.FromResult(_bench.Provider.Made());
        Task<SubmitResult> run = _bench.SubmitAsync("a");
        await _bench.Time.WaitForTimerAsync(pause);
        Assert.Equal(40, (await _bench.GetAsync()).Reserved);
        _bench.Time.Advance(pause);
        Assert.Null((await run.WaitAsync(ClientFixture.Patience)).Error);

        Assert.Equal((40m, 1), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
        Assert.Equal("BudgetReached", await _bench.ErrorAsync("b"));
        _bench.Travel(new DateTimeOffset(2026, 5, 31, 23, 59, 0, TimeSpan.Zero));
        Assert.Equal((0m, 0), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Fact]
    public async Task Submit_WithoutABudget_WritesOneLineBeforeAndOneAfter()
    {
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal(2, File.ReadAllLines(_bench.LedgerPath).Length);
        Assert.False(Directory.Exists(_bench.Fixture.Store.Home.At("budgets")));
        Assert.Empty(await _bench.Budgets.ListAsync("*", null, CancellationToken.None));
    }

    [Fact]
    public async Task Price_PlanGoesOverABudget_SaysSoOnce()
    {
        await _bench.SetAsync("100 credits", clips: 50);
        SubmissionRun run = await _bench.Fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        var told = new List<string>();
        foreach (string prompt in new[] { "a", "b", "c", "d", "mystery", "mystery" })
        {
            told.AddRange(await run.Budgets.AddAsync(run.Price(run.Validate(ClientFixture.Row(prompt)).Request), CancellationToken.None));
        }

        Assert.Equal(2, told.Count);
        Assert.Contains("goes over Fake's budget of 100 credits and 50 clips a day: 100 credits and 50 clips left until 2026-05-05 00:00", told[0], StringComparison.Ordinal);
        Assert.Contains("-AllowUnknownCost", told[1], StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.LedgerPath));
    }
}
