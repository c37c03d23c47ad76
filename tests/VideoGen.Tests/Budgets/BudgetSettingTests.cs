using VideoGen.Budgets;
using VideoGen.Providers;

namespace VideoGen.Tests.Budgets;

/// <summary>Setting, finding and removing budgets.</summary>
public sealed class BudgetSettingTests : IDisposable
{
    private readonly BudgetBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private async Task<VideoGenException> RefusedAsync(string? limit, int? clips = null) =>
        await Assert.ThrowsAsync<VideoGenException>(() => _bench.Budgets.CheckAsync("Fake", BudgetPeriod.Day, limit, clips, CancellationToken.None));

    [Theory]
    [InlineData("500", 500)]
    [InlineData("2.5 credit", 2.5)]
    [InlineData("0 CREDITS", 0)]
    public async Task Set_Limit_IsInTheProvidersOwnUnit(string text, double limit)
    {
        VideoBudget budget = await _bench.SetAsync(text);
        Assert.Equal(("Fake", (decimal)limit, "credits", null), (budget.Provider, budget.Limit!.Value, budget.Unit, budget.Clips));
        Assert.Equal((new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 5, 5, 0, 0, 0, TimeSpan.Zero)), (budget.PeriodStart, budget.PeriodEnd));
    }

    [Theory]
    [InlineData("5 USD", "paid in credits")]
    [InlineData("much", "no cost")]
    [InlineData("-5", "no cost")]
    [InlineData("79228162514264337593543950335", "no limit that anybody")]
    public async Task Set_LimitThatMeansNothing_IsRefused(string text, string reason)
    {
        VideoGenException error = await RefusedAsync(text);
        Assert.Equal("InvalidParameterValue", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_Nothing_IsRefused() => Assert.Equal("MissingValue", (await RefusedAsync(null)).ErrorId);

    [Fact]
    public async Task Set_UnknownUnitOfTheProvider_WantsOneAndWarns()
    {
        using var bench = new BudgetBench(descriptor => descriptor with { BillingUnit = null, HasPriceTable = false });
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => bench.SetAsync("5"));
        Assert.Contains("'10 USD'", error.Remedy, StringComparison.Ordinal);
        (Budget budget, string? warning) = await bench.Budgets.CheckAsync("Fake", BudgetPeriod.Day, "5 USD", null, CancellationToken.None);
        Assert.Equal((5m, "USD"), (budget.Limit!.Value, budget.Unit));
        Assert.Contains("-AllowUnknownCost", warning, StringComparison.Ordinal);
        Assert.Null((await bench.Budgets.CheckAsync("Fake", BudgetPeriod.Day, null, 5, CancellationToken.None)).Warning);
    }

    [Fact]
    public async Task Set_FreeProvider_TakesClipsOnly()
    {
        using var bench = new BudgetBench(descriptor => descriptor with { Quote = null, BillingUnit = null });
        Assert.Contains("-Clips", (await Assert.ThrowsAsync<VideoGenException>(() => bench.SetAsync("5 credits"))).Remedy, StringComparison.Ordinal);
        await bench.SetAsync(null, clips: 1);
        Assert.Null(await bench.ErrorAsync("a"));
        Assert.Equal("BudgetReached", await bench.ErrorAsync("b"));
        Assert.Equal((null, 1), ((await bench.GetAsync()).Spent, (await bench.GetAsync()).SpentClips));
    }

    [Fact]
    public async Task Set_OnePart_LeavesTheOtherAsItWas()
    {
        await _bench.SetAsync("500");
        VideoBudget budget = await _bench.SetAsync(null, clips: 7);
        Assert.Equal((500m, 7), (budget.Limit!.Value, budget.Clips!.Value));
        Assert.Equal("500 credits and 7 clips a day", (await _bench.Budgets.CheckAsync("Fake", BudgetPeriod.Day, null, 7, CancellationToken.None)).Budget.ToString());
    }

    [Fact]
    public async Task Remove_Budget_LeavesWhatWasSpent()
    {
        await _bench.SetAsync("40 credits");
        Assert.Null(await _bench.ErrorAsync("a"));
        Assert.Equal([("Fake", BudgetPeriod.Day)], _bench.Budgets.Find("F*", null));
        _bench.Budgets.Remove("fake", BudgetPeriod.Day);
        Assert.Empty(_bench.Budgets.Find("Fake", null));
        Assert.Null(await _bench.ErrorAsync("b"));
        Assert.Equal(80, (await _bench.SetAsync("100")).Spent);
    }

    [Fact]
    public async Task List_ProviderThatIsNot_IsRefused() =>
        Assert.Equal("UnknownProvider", (await Assert.ThrowsAsync<VideoGenException>(() => _bench.Budgets.ListAsync("Fale", null, CancellationToken.None))).ErrorId);

    public static TheoryData<string> Damages => new(
        "", "junk", "null", "{}", "[]", "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Day\"}", "{\"format\":1,\"provider\":\"Other\",\"per\":\"Day\",\"clips\":3}",
        "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Month\",\"clips\":3}", "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Day\",\"clips\":-3}",
        "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Day\",\"limit\":3}", "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Day\",\"limit\":-3,\"unit\":\"credits\"}",
        "{\"format\":1,\"provider\":\"Fake\",\"per\":\"Day\",\"limit\":1e28,\"unit\":\"credits\"}", "{\"format\":2,\"provider\":\"Fake\",\"per\":\"Day\",\"clips\":3}");

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Submit_BudgetIsDamaged_IsNotSentUntilItIsRemoved(string content)
    {
        await _bench.SetAsync("500", clips: 9);
        await File.WriteAllTextAsync(_bench.Fixture.Store.Home.At("budgets", "fake.day.json"), content);
        VideoGenException error = (await _bench.SubmitAsync("a")).Error!;
        Assert.Equal("DamagedBudget", error.ErrorId);
        Assert.Contains("Remove-VideoBudget Fake -Per Day", error.Remedy, StringComparison.Ordinal);
        Assert.Empty(_bench.Provider.Submissions);
        Assert.Equal("DamagedBudget", (await RefusedAsync("50")).ErrorId);
        Assert.Equal("DamagedBudget", Assert.Single(await _bench.Budgets.ListAsync("*", null, CancellationToken.None)).Trouble!.ErrorId);
        (string provider, BudgetPeriod per) = Assert.Single(_bench.Budgets.Find("Fake", null));
        _bench.Budgets.Remove(provider, per);
        Assert.Null(await _bench.ErrorAsync("a"));
    }

    [Fact]
    public void Catalogue_EachProvider_QuotesInTheUnitItNames() => Assert.All(ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor), descriptor =>
    {
        if (descriptor.Quote is null)
        {
            Assert.Equal((null, false), (descriptor.BillingUnit, descriptor.HasPriceTable));
            return;
        }

        PriceQuote[] quotes = [.. descriptor.Models.Select(model => descriptor.Quote(new VideoRequest
        {
            Provider = descriptor.Name, Model = model.Name, Prompt = "a fox", Duration = model.DefaultDuration, Resolution = model.DefaultResolution,
        }))];
        Assert.All(quotes, quote => Assert.Equal(descriptor.BillingUnit, quote.Unit));
        Assert.Equal(descriptor.HasPriceTable, quotes.Any(quote => quote.IsKnown));
    });
}
