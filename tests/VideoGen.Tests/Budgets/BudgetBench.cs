using VideoGen.Budgets;
using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Budgets;

/// <summary>A client of a service that takes 10 credits a second, in a home of its own; its clock begins on 2026-05-04 at 03:02:01 UTC.</summary>
internal sealed class BudgetBench : IDisposable
{
    private static readonly DateOnly TableDate = new(2026, 3, 1);

    public BudgetBench(Func<ProviderDescriptor, ProviderDescriptor>? change = null)
    {
        ProviderDescriptor priced = FakeProvider.Description with
        {
            BillingUnit = "credits",
            HasPriceTable = true,
            Quote = request => request.Prompt == "mystery" ? PriceQuote.Unknown("credits", "Nobody wrote it down.") : PriceQuote.Exact(10 * (request.Duration ?? 1) * (request.Count ?? 1), "credits", TableDate),
        };
        Provider = new BatchProvider(change?.Invoke(priced) ?? priced);
        Fixture = new ClientFixture(Provider);
    }

    public BatchProvider Provider { get; }

    public ClientFixture Fixture { get; }

    public ClientBudgets Budgets => Fixture.Client.Budgets;

    public Task<VideoBudget> SetAsync(string? limit, int? clips = null, BudgetPeriod per = BudgetPeriod.Day) => SetAsync(Budgets, limit, clips, per);

    public static async Task<VideoBudget> SetAsync(ClientBudgets budgets, string? limit, int? clips = null, BudgetPeriod per = BudgetPeriod.Day)
    {
        (Budget budget, _) = await budgets.CheckAsync("fake", per, limit, clips, CancellationToken.None);
        return await budgets.SetAsync(budget, CancellationToken.None);
    }

    public async Task<VideoBudget> GetAsync(BudgetPeriod per = BudgetPeriod.Day)
    {
        // As another session sees it.
        using VideoClient client = Fixture.NewClient();
        (_, VideoBudget? budget, VideoGenException? trouble) = Assert.Single(await client.Budgets.ListAsync("Fake", per, CancellationToken.None));
        Assert.Null(trouble);
        return budget!;
    }

    /// <summary>Submits a clip of 4 s, which is 40 credits.</summary>
    public Task<SubmitResult> SubmitAsync(string prompt, SubmitOptions? options = null) =>
        Fixture.SubmitOneAsync(options ?? ClientFixture.Batch(), ClientFixture.Row(prompt));

    public async Task<string?> ErrorAsync(string prompt, SubmitOptions? options = null) => (await SubmitAsync(prompt, options)).Error?.ErrorId;

    public string LedgerPath => Fixture.Store.Home.At("spending", "fake", "2026-05.log");

    public void Dispose() => Fixture.Dispose();
}
