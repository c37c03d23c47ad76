namespace VideoGen.Client;

/// <summary>How far a download is.</summary>
/// <param name="BytesDone">Bytes in the <c>.part</c> file, those of earlier runs included.</param>
/// <param name="BytesTotal">The whole length where it is known.</param>
public readonly record struct DownloadProgress(long BytesDone, long? BytesTotal);
