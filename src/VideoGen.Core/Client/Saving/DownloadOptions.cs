namespace VideoGen.Client;

/// <summary>Limits of a download.</summary>
public sealed record DownloadOptions
{
    /// <summary>Bytes that are read, hashed and written at once; a download has two such buffers, one being filled and one being written.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>A connection that brings no byte for this long is given up and the download resumed over another.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts in a row that brought nothing new, after which the download fails.</summary>
    public int MaxFruitlessAttempts { get; init; } = 5;

    /// <summary>Attempts in one run, those that brought something included.</summary>
    public int MaxAttempts { get; init; } = 50;

    /// <summary>
    /// Bytes after which what is there is flushed to disk, while more is fetched; one flush at a time. After a power cut a file can
    /// have its length and not its bytes, so only what was flushed is resumed.
    /// </summary>
    public long CheckpointBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How often a download that waits for another process looks again.</summary>
    public TimeSpan ContentionInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The least time between two progress reports.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(200);
}
