using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Processes;

/// <summary>A process that submits a batch; every submission that reaches its service is a file in the ledger.</summary>
internal static class SubmittingProcess
{
    public const string Batch = "shared";

    public static async Task<int> RunAsync(string home, string ledger, int rows)
    {
        var provider = new FakeProvider
        {
            OnSubmit = async (submission, cancellationToken) =>
            {
                // Several processes cannot append to one file without losing lines (.NET seeks to the end and writes there).
                await File.WriteAllTextAsync(Path.Combine(ledger, $"{submission.Request.Prompt} {submission.Key} {Guid.NewGuid():n}"), "", CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
                return FakeProvider.Snapshot($"job-of-{submission.Key}", VideoStatus.Queued);
            },
        };
        using var client = new VideoClient(new VideoClientOptions
        {
            Home = home,
            Catalog = new ProviderCatalog([new ProviderEntry(provider.Descriptor, _ => provider)]),
        });
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = Batch, ThrottleLimit = 4 }, CancellationToken.None);
        int failed = 0;
        await Task.WhenAll(Enumerable.Range(0, rows).Select(i =>
        {
            var row = new VideoRequest { Provider = "Fake", Prompt = $"row-{i}" };
            return run.Submit(row, run.Validate(row).Request, false, result =>
            {
                // What another process that was killed had on the wire is unknown, and that is right.
                if (result.Error is { } error && error.Kind != VideoErrors.JobUnknown)
                {
                    Console.Error.WriteLine(error);
                    _ = Interlocked.Increment(ref failed);
                }
            })(CancellationToken.None);
        }));
        return failed == 0 ? 0 : 1;
    }
}
