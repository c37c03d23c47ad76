using System.Globalization;
using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Processes;

/// <summary>A process that submits a batch of its own to a service that takes 1 credit a clip; every submission that reaches it is a file in the ledger.</summary>
internal static class SpendingProcess
{
    /// <summary>The service that the processes share.</summary>
    public static FakeProvider Service(string ledger) => new(FakeProvider.Description with
    {
        BillingUnit = "credits",
        HasPriceTable = true,
        Quote = _ => PriceQuote.Exact(1, "credits", new DateOnly(2026, 3, 1)),
    })
    {
        OnSubmit = async (submission, cancellationToken) =>
        {
            await File.WriteAllTextAsync(Path.Combine(ledger, submission.Key), "", CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
            return FakeProvider.Snapshot($"job-of-{submission.Key}", VideoStatus.Queued);
        },
    };

    public static VideoClient Client(string home, string ledger)
    {
        FakeProvider provider = Service(ledger);
        return new VideoClient(new VideoClientOptions { Home = home, Catalog = new ProviderCatalog([new ProviderEntry(provider.Descriptor, _ => provider)]) });
    }

    public static async Task<int> RunAsync(string home, string ledger, string batch, string rows)
    {
        using VideoClient client = Client(home, ledger);
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = batch, ThrottleLimit = 4 }, CancellationToken.None);
        int failed = 0;
        await Task.WhenAll(Enumerable.Range(0, int.Parse(rows, CultureInfo.InvariantCulture)).Select(i =>
        {
            var row = new VideoRequest { Provider = "Fake", Prompt = $"row-{i}" };
            return run.Submit(row, run.Validate(row).Request, false, result =>
            {
                if (result.Error is { } error && error.Kind != VideoErrors.BudgetReached && error.Kind != VideoErrors.JobUnknown)
                {
                    Console.Error.WriteLine(error);
                    _ = Interlocked.Increment(ref failed);
                }
            })(CancellationToken.None);
        }));
        return failed == 0 ? 0 : 1;
    }
}
