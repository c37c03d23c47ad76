using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>One entry as a file.</summary>
internal static class EntryFile
{
    /// <summary>Bytes; an answer of the most that is read of one, each character of it escaped, and as much again.</summary>
    private const int Longest = 128 * 1024 * 1024;

    private const string LaterFormat = "a later version of the module wrote it.";

    public static byte[] Serialize(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);

    /// <summary>The entry, or null when there is no such file.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c>.</exception>
    public static async Task<JournalEntry?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[]? content;
        try
        {
            content = new FileInfo(path) is { Exists: true, Length: > Longest } file
                ? throw Damaged(path, $"it has {DisplayText.Size(file.Length)}, which no entry has.")
                : await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, e.Message, e);
        }

        return content is null ? null : Parse(path, content);
    }

    /// <summary>The readable entries of many files, each key once, by the last file that has it; the others beside them.</summary>
    public static async Task<JournalListing> ReadAllAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, JournalEntry>();
        var damaged = new List<DamagedEntry>();
        foreach (string path in paths)
        {
            try
            {
                if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    entries[entry.Job.Key] = entry;
                }
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedEntry)
            {
                damaged.Add(new DamagedEntry(path, e));
            }
        }

        return new JournalListing([.. entries.Values.OrderBy(entry => entry.Job.CreatedAt)], damaged);
    }

    private static JournalEntry Parse(string path, byte[] content)
    {
        JournalEntry? entry;
        try
        {
            entry = EntryReader.TryRead(content) ?? JsonSerializer.Deserialize(content, JournalJson.Default.JournalEntry);
        }
        catch (JsonException e)
        {
            // A later format may not even look like this one.
            throw Damaged(path, FormatOf(content) > JournalEntry.CurrentFormat ? LaterFormat : e.Message, e);
        }

        return (entry?.Format, entry?.Job?.Key) switch
        {
            (JournalEntry.CurrentFormat, string key) when key == Path.GetFileNameWithoutExtension(path) => Checked(path, EntryCheck.Complete(entry!)),
            (> JournalEntry.CurrentFormat, _) => throw Damaged(path, LaterFormat),
            _ => throw Damaged(path, "it is not the entry its name says."),
        };
    }

    private static JournalEntry Checked(string path, JournalEntry entry) => EntryCheck.Fault(entry) is { } fault ? throw Damaged(path, fault) : entry;

    private static VideoGenException Damaged(string path, string reason, Exception? cause = null) =>
        new(VideoErrors.DamagedEntry, $"The journal entry {path} cannot be read: {reason}", cause);

    private static int? FormatOf(byte[] content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("format", out JsonElement format) && format.TryGetInt32(out int number) ? number : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
