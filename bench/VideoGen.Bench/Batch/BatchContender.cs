using System.Text.Json;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Bench.Batch;

/// <summary>Runs one contender and looks when its first file is on the disk.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="RunAsync">Runs it; what it said at its end.</param>
internal sealed record BatchContender(string Name, Func<BatchWork, CancellationToken, Task<JsonElement>> RunAsync)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures it once.</summary>
    /// <exception cref="InvalidOperationException">It did not do its work, or asked more at once than it was to.</exception>
    public async Task<BatchOutcome> MeasureAsync(BatchWork work, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<DateTimeOffset?> first = FirstFileAsync(work.Folder, watching.Token);
        JsonElement said;
        try
        {
            said = await RunAsync(work, cancellationToken);
        }
        finally
        {
            watching.CancelAfter(TimeSpan.FromSeconds(1));
        }

        LoadReport load = await BareBatch.TakeLoadAsync(work);
        int files = Directory.GetFiles(work.Folder, "*.mp4").Count(file => new FileInfo(file).Length == BatchServer.ClipBytes);
        if (files != work.Rows || load.MostUnderWay > BatchWork.AtOnce)
        {
            throw new InvalidOperationException($"{Name}: {files} files of {work.Rows} rows, and {load.MostUnderWay} requests at once where {BatchWork.AtOnce} were the most.");
        }

        // Their room is wanted. Not their names: ext4 looks long for inodes that were not freed lately, and the next contender would wait for that.
        foreach (string file in Directory.EnumerateFiles(work.Folder, "*.mp4", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(file, []);
        }

        return new BatchOutcome(said.GetProperty("Seconds").GetDouble(), said.GetProperty("Processor").GetDouble(), (await first - load.FirstEnd)?.TotalSeconds ?? double.NaN, load.Requests)
        {
            HeapMiB = said.TryGetProperty("Heap", out JsonElement heap) ? heap.GetInt64() / (1024.0 * 1024) : null,
        };
    }

    private static async Task<DateTimeOffset?> FirstFileAsync(string folder, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Look);
        try
        {
            while (await tick.WaitForNextTickAsync(cancellationToken))
            {
                if (Directory.EnumerateFiles(folder, "*.mp4").FirstOrDefault() is { } file && new FileInfo(file).Length == BatchServer.ClipBytes)
                {
                    return TimeProvider.System.GetUtcNow();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        return null;
    }
}

/// <summary>What one contender took.</summary>
/// <param name="Seconds">From the first row to the last file.</param>
/// <param name="Processor">Seconds of processor time in it.</param>
/// <param name="FirstFile">Seconds from the end of the first job to the first whole file.</param>
/// <param name="Requests">Requests the service got.</param>
internal sealed record BatchOutcome(double Seconds, double Processor, double FirstFile, int Requests)
{
    /// <summary>What it still holds at its end, managed; null where it does not say.</summary>
    public double? HeapMiB { get; init; }
}
