using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>
/// Reads entries as <see cref="EntryFile.Serialize"/> writes them, member by member. The general way, <see cref="JournalJson"/>, gives
/// the same, but compiles a thousand methods for it, which the first command of every session would wait for. It remains for all that
/// is not as we write it, and says what is wrong.
/// </summary>
internal static class EntryReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JournalJson.Depth };

    /// <returns>Null where anything is unexpected: a member that is missing, of another kind, or no JSON at all.</returns>
    public static JournalEntry? TryRead(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Options);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static JournalEntry Read(JsonElement entry) => new()
    {
        Format = entry.GetProperty("format"u8).GetInt32(),
        Job = EntryJob.Read(entry.GetProperty("job"u8)),
        Request = EntryRequest.Read(entry.GetProperty("request"u8)),
        Fingerprint = entry.RequiredText("fingerprint"u8),
        RowKey = entry.Text("rowKey"u8),
        RowBatch = entry.Text("rowBatch"u8),
        IdempotencyKey = entry.Text("idempotencyKey"u8),
        Owner = entry.Member("owner"u8) is { } owner
            ? new JobOwner(owner.RequiredText("host"u8), owner.GetProperty("processId"u8).GetInt32(), owner.GetProperty("processStart"u8).GetInt64())
            : null,
        Generation = entry.GetProperty("generation"u8).GetInt32(),
        SentAt = entry.Time("sentAt"u8),
        Saved = [.. entry.GetProperty("saved"u8).EnumerateArray().Select(Saved)],
    };

    private static SavedOutput Saved(JsonElement saved) => new(
        saved.GetProperty("index"u8).GetInt32(),
        saved.RequiredText("path"u8),
        saved.GetProperty("bytes"u8).GetInt64(),
        saved.RequiredText("sha256"u8),
        saved.GetProperty("modifiedAt"u8).GetDateTimeOffset());
}
