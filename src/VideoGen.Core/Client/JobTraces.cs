using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>The exchanges that were recorded for jobs, as files for those who have to look at them.</summary>
public sealed class JobTraces
{
    private readonly ClientServices _services;

    internal JobTraces(ClientServices services) => _services = services;

    /// <summary>The name of a job's trace in a folder.</summary>
    public static string FileName(VideoJob job) => $"videogen-trace-{job.ShortId}.md";

    /// <summary>The last submission that was refused: no job was made of it, and the journal has none.</summary>
    /// <exception cref="VideoGenException"><c>NoTrace</c>.</exception>
    public async Task<VideoJob> FindLastRefusedAsync(CancellationToken cancellationToken) =>
        (await _services.Traces.FindRefusedAsync(null, cancellationToken).ConfigureAwait(false))?.Job
        ?? throw new VideoGenException(VideoErrors.NoTrace, "There is no trace of a submission that was refused.");

    /// <summary>Writes one job's exchanges to a file that is safe to post in public.</summary>
    /// <exception cref="VideoGenException"><c>JobNotFound</c>, <c>NoTrace</c>, <c>FileExists</c>, <c>DestinationNotWritable</c>, <c>TraceNotSafe</c>.</exception>
    public Task<FileInfo> ExportAsync(VideoJob job, TraceExportOptions options, CancellationToken cancellationToken) =>
        new TraceExport(_services).WriteAsync(job, options, cancellationToken);
}
