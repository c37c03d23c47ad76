using VideoGen.Bench.Waiting;

namespace VideoGen.Bench;

/// <summary>
/// What a row runs in a process of its own, so that one contender's memory, warm code and open connections are not another's:
/// <c>VideoGen.Bench program NAME arguments…</c>, see <see cref="Measuring.BenchProcess"/>.
/// </summary>
internal static class BenchPrograms
{
    /// <summary>By name: takes the arguments, prints what it measured as one line of JSON, and returns the exit code.</summary>
    public static IReadOnlyDictionary<string, Func<string[], Task<int>>> All { get; } = new Dictionary<string, Func<string[], Task<int>>>
    {
        [Downloads.ClipServer.Program] = Downloads.ClipServer.RunAsync,
        [Downloads.SaveProgram.Program] = Downloads.SaveProgram.RunAsync,
        [Images.ImageSink.Program] = Images.ImageSink.RunAsync,
        [Images.SubmitProgram.Program] = Images.SubmitProgram.RunAsync,
        ["batch-server"] = Batch.BatchServer.RunAsync,
        ["batch-client"] = Batch.VideoClientBatch.RunAsync,
        ["batch-bare"] = Batch.BareBatch.RunAsync,
        ["batch-careful"] = Batch.BareBatch.RunCarefullyAsync,
        ["waiting-client"] = WaitingPrograms.WaitAsync,
        ["waiting-idle"] = WaitingPrograms.IdleAsync,
        ["waiting-service"] = WaitingPrograms.ServeAsync,
        ["journal-fill"] = JournalScale.JournalPrograms.FillAsync,
        ["journal-bare"] = JournalScale.JournalPrograms.ReadBareAsync,
        ["journal-server"] = JournalScale.JournalPrograms.ServeAsync,
    };
}
