using System.Globalization;
using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Batch;

/// <summary>A thousand rows from the first submission to the last file.</summary>
internal sealed class BatchRow : IBenchRow
{
    private const string Plot = "A batch: time against rows";

    private const string Memory = "A batch: managed memory held at its end against rows";

    private static readonly int[] Sizes = [100, 300, 1000, 3000];

    private const int WarmUp = 200;

    /// <summary>What a session has done that is warm: compilers have seen everything often enough.</summary>
    private const int LongWarmUp = 2000;

    private static readonly BatchContender Bound = new("bare loop", (work, stop) => ProgramAsync("batch-bare", work, stop));

    private static readonly BatchContender Careful = new("loop that flushes", (work, stop) => ProgramAsync("batch-careful", work, stop));

    private static readonly BatchContender Core = new("VideoGen, C#", (work, stop) => ProgramAsync("batch-client", work, stop));

    private static readonly BatchContender Pipeline = new("VideoGen, PowerShell", PipelineBatch.RunAsync);

    private static readonly BatchContender Node = new("openai for Node", NodeClient.RunAsync);

    public string Name => "batch";

    public string Title => "1,000 rows: submit (50 ms), wait (2 s), save (1 MiB), 32 requests at once, against the openai client for Node and a bare loop";

    public bool LeavesFiles => true;

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        List<BatchContender> contenders = [Bound, Careful, Core];
        if (PowerShellProcess.IsThere)
        {
            contenders.Add(Pipeline);
        }
        else
        {
            result.Note($"The pipeline was not measured: {PowerShellProcess.Missing}.");
        }

        if (await NodeClient.PrepareAsync(cancellationToken) is not { } missing)
        {
            contenders.Add(Node);
        }
        else
        {
            result.Note($"The openai client for Node was not measured: {missing}.");
        }

        using ServiceProcess service = await ServiceProcess.StartAsync("batch-server", [], cancellationToken);
        foreach (int rows in run.Quick ? [100] : Sizes)
        {
            Dictionary<BatchContender, BatchOutcome> outcomes = await MeasureAsync(rows, WarmUp);
            foreach ((BatchContender contender, BatchOutcome outcome) in outcomes)
            {
                result.Point(Plot, contender.Name, rows, outcome.Seconds, ("rows", "seconds"));
                if (outcome.HeapMiB is { } heap)
                {
                    result.Point(Memory, contender.Name, rows, heap, ("rows", "MiB"));
                }
            }

            if (run.Quick || rows == 1000)
            {
                Report(outcomes, result, "");
            }
        }

        if (!run.Quick)
        {
            Report(await MeasureAsync(1000, LongWarmUp), result, " warm:");
        }

        result.Note($"Each contender does a batch of {WarmUp} rows first, in the same process, and pauses for two seconds; neither is measured. Warm: a batch of {LongWarmUp} rows. Time runs from the first row to the last file.");
        result.Note("VideoGen flushes each state of a job and each file to the disk, hashes the files and keeps a trace of the requests; the bare loop and the client do nothing of it. The loop that flushes writes a line to one log and flushes it, before it sends a row, after the answer, and after the file, which it flushes too.");

        async Task<Dictionary<BatchContender, BatchOutcome>> MeasureAsync(int rows, int warmUp)
        {
            var outcomes = new Dictionary<BatchContender, BatchOutcome>();
            foreach (BatchContender contender in contenders.Skip(run.Number % contenders.Count).Concat(contenders.Take(run.Number % contenders.Count)))
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{contenders.IndexOf(contender)}-{rows}-{warmUp}");
                var work = new BatchWork(service.Address, rows, run.NewFolder($"files-{name}"), run.NewFolder($"home-{name}"), warmUp);
                outcomes[contender] = await contender.MeasureAsync(work, cancellationToken);
            }

            return outcomes;
        }
    }

    /// <param name="state">Of the processes, before each figure's name.</param>
    private static void Report(Dictionary<BatchContender, BatchOutcome> outcomes, RowResult result, string state)
    {
        foreach ((BatchContender contender, BatchOutcome outcome) in outcomes)
        {
            result.Measure(Named(contender.Name), outcome.Seconds, "s");
            result.Measure(Named($"{contender.Name}, processor time"), outcome.Processor, "s");
            result.Measure(Named($"{contender.Name}, requests"), outcome.Requests, "requests");
        }

        foreach (BatchContender ours in outcomes.Keys.Where(contender => contender == Core || contender == Pipeline))
        {
            result.AtMost(Named($"{ours.Name}, against the bare loop"), outcomes[ours].Seconds / outcomes[Bound].Seconds, 1.25);
            result.Measure(Named($"{ours.Name}, against the loop that flushes"), outcomes[ours].Seconds / outcomes[Careful].Seconds, "×");
            if (outcomes.TryGetValue(Node, out BatchOutcome? node))
            {
                result.AtMost(Named($"{ours.Name}, against openai for Node"), outcomes[ours].Seconds / node.Seconds, 1);
            }

            result.AtMost(Named($"{ours.Name}, first file after the first job's end"), outcomes[ours].FirstFile, 0.5, "s");
        }

        string Named(string figure) => $"{state} {figure}".Trim();
    }

    private static async Task<JsonElement> ProgramAsync(string name, BatchWork work, CancellationToken cancellationToken) =>
        (await BenchProcess.RunAsync(name, work.Arguments, null, cancellationToken)).Said;
}
