using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>What a run may cost, and what it is expected to.</summary>
public sealed class CostTests : IDisposable
{
    private static readonly DateOnly TableDate = new(2026, 3, 1);

    private readonly FakeProvider _provider;
    private readonly ClientFixture _fixture;

    public CostTests()
    {
        _provider = new FakeProvider(Priced(request => request.Prompt == "mystery"
            ? PriceQuote.Unknown("credits", "Nobody wrote it down.")
            : PriceQuote.Exact(10 * (request.Duration ?? 1), "credits", TableDate)));
        _fixture = new ClientFixture(_provider);
    }

    public void Dispose() => _fixture.Dispose();

    private static ProviderDescriptor Priced(Func<VideoRequest, PriceQuote> quote) => FakeProvider.Description with { Quote = quote };

    private static SubmitOptions Limited(string limit) => ClientFixture.Batch() with { MaxCost = CostLimit.Of(limit), ThrottleLimit = 1 };

    [Fact]
    public async Task Submit_PriceIsKnown_JobHasTheEstimateUntilTheServiceStatesItsCharge()
    {
        SubmitResult estimated = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        Assert.Equal(new VideoCost(40, "credits", Charged: false), estimated.Job!.Cost);

        _provider.OnSubmit = (_, _) => Task.FromResult(_provider.Made() with { Cost = new VideoCost(37, "credits", Charged: true) });
        SubmitResult charged = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a wolf"));
        Assert.Equal(new VideoCost(37, "credits", Charged: true), charged.Job!.Cost);
    }

    [Fact]
    public async Task Submit_LimitIsReached_RestIsNotSentAndLeavesNothing()
    {
        SubmitResult[] results = await _fixture.SubmitAsync(Limited("90 credits"), [ClientFixture.Row("a"), ClientFixture.Row("b"), ClientFixture.Row("c")]);

        Assert.Equal([null, null, "CostLimitReached"], results.Select(result => result.Error?.ErrorId).Order());
        Assert.Contains("10 of MaxCost's 90 credits are left", results.Single(result => result.Error is not null).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, _provider.Submissions.Count);
        Assert.Equal(2, (await _fixture.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Submit_Refused_GivesItsPriceBack()
    {
        _provider.OnSubmit = (submission, _) => submission.Request.Prompt == "a" ? throw FakeProvider.Refusal(VideoErrors.RequestRefused) : Task.FromResult(_provider.Made());
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(Limited("40 credits"), CancellationToken.None);
        Assert.Equal("RequestRefused", (await OneOf(run, "a")).Error!.ErrorId);
        Assert.Null((await OneOf(run, "b")).Error);
        Assert.Equal("CostLimitReached", (await OneOf(run, "c")).Error!.ErrorId);
    }

    [Fact]
    public async Task Submit_AnswerIsLost_ItsPriceStaysSetAside()
    {
        _provider.OnSubmit = (_, _) => throw new IOException("cut");
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(Limited("40 credits"), CancellationToken.None);
        Assert.Equal("JobUnknown", (await OneOf(run, "a")).Error!.ErrorId);
        Assert.Equal("CostLimitReached", (await OneOf(run, "b")).Error!.ErrorId);
    }

    [Fact]
    public async Task Submit_ChargeIsAboveItsEstimate_RowsToComeCountAsMuchDearer()
    {
        _provider.OnSubmit = (_, _) => Task.FromResult(_provider.Made() with { Cost = new VideoCost(100, "credits", Charged: true) });
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(Limited("190 credits"), CancellationToken.None);
        Assert.Null((await OneOf(run, "a")).Error);
        VideoGenException error = (await OneOf(run, "b")).Error!;
        Assert.Contains("would cost 100 credits, and 90", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1000")]
    [InlineData("79228162514264337593543950335")]
    public async Task Submit_ChargeIsNoPrice_EstimateStaysSetAsideAndTheJobIsKept(string amount)
    {
        _provider.OnSubmit = (_, _) => Task.FromResult(_provider.Made() with { Cost = new VideoCost(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "credits", Charged: true) });
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(Limited("40 credits"), CancellationToken.None);
        SubmitResult made = await OneOf(run, "a");
        Assert.Equal((null, VideoStatus.Queued), (made.Error, made.Job!.Status));
        Assert.Contains("0 of MaxCost's 40", (await OneOf(run, "b")).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_PriceIsUnknown_CountsAsOverUnlessAllowed()
    {
        Assert.Equal("UnknownPrice", (await _fixture.SubmitOneAsync(Limited("500 credits"), ClientFixture.Row("mystery"))).Error!.ErrorId);
        Assert.Null((await _fixture.SubmitOneAsync(Limited("500 credits") with { AllowUnknownCost = true }, ClientFixture.Row("mystery"))).Error);
        Assert.Null((await _fixture.SubmitOneAsync(ClientFixture.Batch("free"), ClientFixture.Row("mystery"))).Error);
    }

    [Theory]
    [InlineData("40", true)]
    [InlineData("40 credit", true)]
    [InlineData("40 Credits", true)]
    [InlineData("40 USD", false)]
    [InlineData("39.99 credits", false)]
    public async Task Submit_LimitInAUnit_HoldsForThatUnit(string limit, bool fits)
    {
        SubmitResult result = await _fixture.SubmitOneAsync(Limited(limit), ClientFixture.Row("a"));
        Assert.Equal(fits ? null : "CostLimitReached", result.Error?.ErrorId);
    }

    [Fact]
    public async Task Submit_TableOfLimits_HoldsForItsProvidersOnly()
    {
        SubmitOptions ours = ClientFixture.Batch() with { MaxCost = CostLimit.Of([new("fake", "40 credits")]) };
        SubmitOptions others = ClientFixture.Batch("other") with { MaxCost = CostLimit.Of([new("Akool", "40 credits")]) };
        Assert.Null((await _fixture.SubmitOneAsync(ours, ClientFixture.Row("a"))).Error);
        Assert.Contains("names no amount for Fake", (await _fixture.SubmitOneAsync(others, ClientFixture.Row("a"))).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("much")]
    [InlineData("1,5 USD")]
    [InlineData("-3 USD")]
    [InlineData("3 USD more")]
    [InlineData("3 $$1")]
    public void Limit_NoCost_IsRefused(string text) =>
        Assert.Equal("InvalidParameterValue", Assert.Throws<VideoGenException>(() => CostLimit.Of(text)).ErrorId);

    [Fact]
    public async Task Price_Row_IsTheSumOverItsClips()
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        VideoPrice price = run.Price(run.Validate(ClientFixture.Row("a fox") with { Count = 3, Duration = 6 }).Request);
        Assert.Equal(("180 credits", 3, TableDate), (price.Price, price.Count, price.AsOf!.Value));
        Assert.Equal("unknown", run.Price(run.Validate(ClientFixture.Row("mystery")).Request).Price);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    private static async Task<SubmitResult> OneOf(SubmissionRun run, string prompt)
    {
        SubmitResult? told = null;
        VideoRequest row = ClientFixture.Row(prompt);
        await run.Submit(row, run.Validate(row).Request, defaulted: false, result => told = result)(CancellationToken.None);
        return told!;
    }
}
