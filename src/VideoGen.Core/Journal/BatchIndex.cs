using System.Security.Cryptography;
using System.Text;
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
            RowMarker? marker = await ReadAsync(RowPath(batch, rowKey, attempt), JournalJson.Default.RowMarker, cancellationToken).ConfigureAwait(false);
            if (marker is null)
            {
                return newest;
            }

            newest = (marker, attempt);
        }
    }

    /// <summary>Takes the row for a job. False when somebody else has taken this attempt.</summary>
    public bool TryTakeRow(string batch, RowMarker marker, int attempt) =>
        AtomicFile.TryCreate(RowPath(batch, marker.RowKey, attempt), JsonSerializer.SerializeToUtf8Bytes(marker, JournalJson.Default.RowMarker), durable: true);

    /// <summary>Remembers that the row's job was removed on purpose.</summary>
    public async Task MarkRemovedAsync(string batch, string rowKey, string jobKey, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(batch, rowKey, cancellationToken).ConfigureAwait(false) is { } row && row.Marker.JobKey == jobKey)
        {
            byte[] content = JsonSerializer.SerializeToUtf8Bytes(row.Marker with { Removed = true }, JournalJson.Default.RowMarker);
            await AtomicFile.WriteAsync(RowPath(batch, rowKey, row.Attempt), content, durable: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The batch's own record; the first caller's is kept.</summary>
    public async Task<BatchRecord> RememberAsync(BatchRecord record, CancellationToken cancellationToken)
    {
        string path = Path.Combine(FolderOf(record.Name), BatchFile);
        if (await ReadAsync(path, JournalJson.Default.BatchRecord, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        return AtomicFile.TryCreate(path, JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.BatchRecord), durable: false)
            ? record
            : await ReadAsync(path, JournalJson.Default.BatchRecord, cancellationToken).ConfigureAwait(false) ?? record;
    }

    /// <summary>The batch's own record, or null for a batch that never ran.</summary>
    public Task<BatchRecord?> RecallAsync(string batch, CancellationToken cancellationToken) =>
        ReadAsync(Path.Combine(FolderOf(batch), BatchFile), JournalJson.Default.BatchRecord, cancellationToken);

    private string RowPath(string batch, string rowKey, int attempt) =>
        Path.Combine(FolderOf(batch), attempt == 1 ? $"{Hash(rowKey)}.row" : $"{Hash(rowKey)}.{attempt}.row");

    /// <summary>Readable for people, distinct by the hash: names of batches are any text and compare without case.</summary>
    private string FolderOf(string batch)
    {
        string readable = new([.. batch.Where(char.IsAsciiLetterOrDigit).Take(40)]);
        return Path.Combine(folders.Batches, $"{readable}-{Hash(batch.Trim().ToUpperInvariant())[..12]}");
    }

    private static async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        byte[]? content = await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException e)
        {
            // Taking a damaged marker for none would submit the row again.
            throw new VideoGenException(VideoErrors.DamagedEntry, $"The batch record {path} cannot be read: {e.Message}", e);
        }
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32].ToLowerInvariant();
}
