using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Tests.Fuzz;

/// <summary>
/// Puts spoiled answers before one provider, an operation an input. Input <c>i</c> of a seed is always the same. Nothing but a
/// <see cref="VideoGenException"/>, and the two of a submission, may come out; and no answer may cost an id.
/// </summary>
internal sealed class ServiceFuzz(FuzzProfile profile, int seed)
{
    private const int MostFaults = 20;

    private const long MostBytes = 200_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyList<FuzzExchange> _corpus = FuzzExchange.Of(profile.Provider);
    private readonly ConcurrentDictionary<string, int> _ends = new();
    private readonly ConcurrentBag<string> _faults = [];
    private readonly ConcurrentBag<int> _costly = [];
    private readonly ConcurrentBag<FuzzLine> _lines = [];

    public async Task<FuzzReport> RunAsync(int inputs)
    {
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, inputs, async (index, cancellationToken) =>
        {
            if (_faults.Count < MostFaults && await RunOneAsync(index, alone: false) is { } fault)
            {
                _faults.Add(fault);
            }
        });

        // The process counts what all of them take together: one that was slow is judged by itself.
        foreach (int index in _costly.Order())
        {
            if (await RunOneAsync(index) is { } fault)
            {
                _faults.Add(fault);
            }
        }

        return new FuzzReport(profile.Provider, seed, inputs, Stopwatch.GetElapsedTime(start), _ends.OrderBy(end => end.Key).ToDictionary(), [.. _faults]);
    }

    /// <summary>Null, or what is wrong with the end of the input, with all it takes to see it again.</summary>
    /// <param name="alone">Nothing else runs, so that what it takes of memory can be told.</param>
    public async Task<string?> RunOneAsync(int index, bool alone = true)
    {
        var random = new Random(unchecked((seed * 1_000_003) + index));
        using var network = new FuzzNetwork(_corpus, random);
        FuzzLine line = _lines.TryTake(out FuzzLine? idle) ? idle : new FuzzLine();
        line.Lead(network);
        ServiceCredential credential = profile.Credential(random);
        Uri endpoint = profile.Entry.Descriptor.Endpoint ?? new Uri("https://server.example/v1/");
        IVideoProvider provider = profile.Entry.Create(new ProviderContext
        {
            Home = Path.GetTempPath(),
            Time = TimeProvider.System,
            Service = new ServiceConnection(profile.Entry.Descriptor, line.Pipeline, TimeProvider.System, () => endpoint, () => credential, _ => null),
        });
        FuzzOperation operation = FuzzOperation.Choose(profile, provider, _corpus, random);
        long before = GC.GetTotalAllocatedBytes();
        object? result = null;
        Exception? error = null;
        try
        {
            result = await operation.Run(CancellationToken.None).WaitAsync(Patience);
        }
        catch (Exception e)
        {
            error = e;
        }

        // One whose work may go on is not used again.
        if (error is not TimeoutException)
        {
            _lines.Add(line);
        }

        long bytes = GC.GetTotalAllocatedBytes() - before;
        if (!alone)
        {
            _ = _ends.AddOrUpdate($"{operation.Name}: {NameOf(error)}", 1, (_, count) => count + 1);
        }

        if (bytes > MostBytes && !alone)
        {
            _costly.Add(index);
        }

        string? fault = (bytes > MostBytes && alone ? $"It took {bytes / 1_000_000} MB." : null) ?? FuzzOracle.Judge(profile, operation, network.Billed, result, error);
        return fault is null ? null : Describe(index, operation, fault, error, network);
    }

    private static string NameOf(Exception? error) => error switch
    {
        null => "ok",
        VideoGenException known => known.ErrorId,
        SubmissionRefusedException refused => $"refused {refused.Reason.ErrorId}",
        NotSentException unsent => $"unsent {unsent.Reason.ErrorId}",
        _ => error.GetType().Name,
    };

    private string Describe(int index, FuzzOperation operation, string fault, Exception? error, FuzzNetwork network)
    {
        var text = new StringBuilder($"{profile.Provider} seed {seed} input {index}, {operation.Name}: {fault}\n");
        network.Answers.ForEach(answer => text.Append("  ").Append(answer).Append('\n'));
        return text.Append(operation.Input is null ? "" : $"  {operation.Input}\n").Append("  ").Append(error).ToString();
    }
}

/// <summary>What a run came to.</summary>
/// <param name="Ends">How often each operation ended in each way.</param>
internal sealed record FuzzReport(string Provider, int Seed, int Inputs, TimeSpan Time, IReadOnlyDictionary<string, int> Ends, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Provider}: {Inputs} inputs of seed {Seed} in {Time.TotalSeconds:f1} s, {Faults.Count} faults\n"
        + string.Concat(Ends.Select(end => $"  {end.Value,7} {end.Key}\n")) + string.Join('\n', Faults);
}
