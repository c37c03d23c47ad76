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
        Time = Fixture.Time;
        Client = Fixture.Client;
    }

    /// <summary>The session at hand.</summary>
    public VideoClient Client { get; private set; }

    public ManualTimeProvider Time { get; private set; }

    public BatchProvider Provider { get; }

    public ClientFixture Fixture { get; }

    public ClientBudgets Budgets => Client.Budgets;

    public Task<VideoBudget> SetAsync(string? limit, int? clips = null, BudgetPeriod per = BudgetPeriod.Day) => SetAsync(Budgets, limit, clips, per);

    public static async Task<VideoBudget> SetAsync(ClientBudgets budgets, string? limit, int? clips = null, BudgetPeriod per = BudgetPeriod.Day)
    {
        (Budget budget, _) = await budgets.CheckAsync("fake", per, limit, clips, CancellationToken.None);
        return await budgets.SetAsync(budget, CancellationToken.None);
    }

    public async Task<VideoBudget> GetAsync(BudgetPeriod per = BudgetPeriod.Day)
    {
        // As another session sees it.
        using VideoClient client = NewClient();
        (_, VideoBudget? budget, VideoGenException? trouble) = Assert.Single(await client.Budgets.ListAsync("Fake", per, CancellationToken.None));
        Assert.Null(trouble);
        return budget!;
    }

    /// <summary>Submits a clip of 4 s, which is 40 credits.</summary>
    public async Task<SubmitResult> SubmitAsync(string prompt, SubmitOptions? options = null)
    {
        SubmissionRun run = await Client.OpenSubmissionAsync(options ?? ClientFixture.Batch(), CancellationToken.None);
        SubmitResult? told = null;
        VideoRequest row = ClientFixture.Row(prompt);
        await run.Submit(row, run.Validate(row).Request, defaulted: false, result => told = result)(CancellationToken.None);
        return told!;
    }

    /// <summary>Goes on in another session at another time. A clock that is moved for days would touch the leases thousands of times.</summary>
    public void Travel(DateTimeOffset now)
    {
        Leave();
        Time = new ManualTimeProvider(now);
        Client = NewClient();
    }

    public VideoClient NewClient() => new(new VideoClientOptions
    {
        Home = Fixture.Store.Home.Path,
        Time = Time,
        Catalog = new ProviderCatalog([new ProviderEntry(Provider.Descriptor, _ => Provider)]),
    });

    private void Leave()
    {
        if (Client != Fixture.Client)
        {
            Client.Dispose();
        }
    }

    public async Task<string?> ErrorAsync(string prompt, SubmitOptions? options = null) => (await SubmitAsync(prompt, options)).Error?.ErrorId;

    public string LedgerPath => Fixture.Store.Home.At("spending", "fake", "2026-05.log");

    public void Dispose()
    {
        Leave();
        Fixture.Dispose();
    }
}
