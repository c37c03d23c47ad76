using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VideoGen.Journal;

/// <summary>
/// Which rows of which batch became which jobs: a folder a batch, in it a file a row and attempt. A file is created once and
/// whole, so that of two processes with the same row one gets it.
/// </summary>
internal sealed class BatchIndex(JournalFolders folders)
{
    private const string BatchFile = "batch.json";

    /// <summary>The newest attempt of the row, or null when it was never taken.</summary>
    public async Task<(RowMarker Marker, int Attempt)?> FindRowAsync(string batch, string rowKey, CancellationToken cancellationToken)
    {
        (RowMarker, int)? newest = null;
        for (int attempt = 1; ; attempt++)
        {
            string path = RowPath(batch, rowKey, attempt);
            RowMarker? marker = await ReadAsync(path, JournalJson.Default.RowMarker, cancellationToken).ConfigureAwait(false);
            if (marker is null)
            {
                return newest;
            }

            if (marker.JobKey is null || !JobKey.IsKey(marker.JobKey))
            {
                throw Damaged(path, "it names no job.");
            }

            newest = (marker, attempt);
        }
    }

    /// <summary>Takes the row for a job. False when somebody else has taken this attempt.</summary>
    public Task<bool> TryTakeRowAsync(string batch, RowMarker marker, int attempt) =>
        TryCreateAsync(RowPath(batch, marker.RowKey, attempt), marker, JournalJson.Default.RowMarker);

    /// <summary>Remembers that the row's job was removed on purpose, or that it was not after all.</summary>
    public async Task MarkRemovedAsync(string batch, string rowKey, string jobKey, bool removed, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(batch, rowKey, cancellationToken).ConfigureAwait(false) is { } row && row.Marker.JobKey == jobKey)
        {
            byte[] content = JsonSerializer.SerializeToUtf8Bytes(row.Marker with { Removed = removed }, JournalJson.Default.RowMarker);
            try
            {
                await folders.Disk.WriteAsync(RowPath(batch, rowKey, row.Attempt), content, Durability.Kept, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw NotWritable(e);
            }
        }
    }

    /// <summary>The batch's own record; the first caller's is kept.</summary>
    public async Task<BatchRecord> RememberAsync(BatchRecord record, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folders.Batch(record.Name), BatchFile);
        if (await ReadAsync(path, JournalJson.Default.BatchRecord, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        return await TryCreateAsync(path, record, JournalJson.Default.BatchRecord).ConfigureAwait(false)
            ? record
            : await ReadAsync(path, JournalJson.Default.BatchRecord, cancellationToken).ConfigureAwait(false) ?? record;
    }

    /// <summary>The batch's own record, or null for a batch that never ran.</summary>
    public Task<BatchRecord?> RecallAsync(string batch, CancellationToken cancellationToken) => ReadRecordAsync(folders.Batch(batch), cancellationToken);

    /// <summary>The record of the batch that a folder is of, or null where it has none.</summary>
    public static Task<BatchRecord?> ReadRecordAsync(string folder, CancellationToken cancellationToken) =>
        ReadAsync(Path.Combine(folder, BatchFile), JournalJson.Default.BatchRecord, cancellationToken);

    internal string RowPath(string batch, string rowKey, int attempt) =>
        Path.Combine(folders.Batch(batch), attempt == 1 ? $"{JournalFolders.Hash(rowKey)}.row" : $"{JournalFolders.Hash(rowKey)}.{attempt}.row");

    private async Task<bool> TryCreateAsync<T>(string path, T record, JsonTypeInfo<T> type)
    {
        try
        {
            return await folders.Disk.TryCreateAsync(path, JsonSerializer.SerializeToUtf8Bytes(record, type), Durability.Kept).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    // Taking a damaged record for none would submit the row again.
    private static async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            byte[]? content = await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
            return content is null ? null : JsonSerializer.Deserialize(content, type) ?? throw Damaged(path, "it is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, e.Message, e);
        }
    }

    private static VideoGenException Damaged(string path, string reason, Exception? cause = null) =>
        new(VideoErrors.DamagedEntry, $"The batch record {path} cannot be read: {reason}", cause);

    private VideoGenException NotWritable(Exception e) =>
        new(VideoErrors.JournalNotWritable, $"The journal in {folders.Home} cannot be written: {e.Message}", e);
}
