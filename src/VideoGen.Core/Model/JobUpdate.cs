namespace VideoGen;

/// <summary>News about work in progress, for a progress bar.</summary>
/// <param name="Job">The job as it is now.</param>
/// <param name="BytesDone">Bytes saved so far, while a file is downloaded.</param>
/// <param name="BytesTotal">The file's length where it is known.</param>
/// <param name="Output">Which of the job's outputs the file is, from 0.</param>
public sealed record JobUpdate(VideoJob Job, long? BytesDone = null, long? BytesTotal = null, int Output = 0);
