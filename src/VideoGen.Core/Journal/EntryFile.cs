using System.Runtime.CompilerServices;
using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>One entry as a file.</summary>
internal static class EntryFile
{
    /// <summary>Bytes; an answer of the most that is read of one, each character of it escaped, and as much again.</summary>
    private const int Longest = 128 * 1024 * 1024;

    /// <summary>Entries that are read before the first of them is taken: whoever wants the newest few waits for no more.</summary>
    private const int FewestAhead = 16;

    private const int MostAhead = 256;

    private const string LaterFormat = "a later version of the module wrote it.";

    /// <summary>The entry as a line.</summary>
    public static byte[] Serialize(JournalEntry entry) => EntryLines.Line(JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry));

    /// <summary>The entry, or null when there is no such file.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c>.</exception>
    public static async Task<JournalEntry?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[]? content;
        try
        {
            content = await AtomicFile.TryReadAsync(
                path, Longest, length => Damaged(path, $"it has {DisplayText.Size(length)}, which no entry has."), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, e.Message, e);
        }

        return content is null ? null : Parse(path, EntryLines.Last(content));
    }

    /// <summary>What files hold, in their order, null for one that is not there. They are read by all cores, a few and then more ahead of whoever takes them.</summary>
    public static async IAsyncEnumerable<JournalItem?> ReadInOrderAsync(IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IEnumerator<string> rest = paths.GetEnumerator();
        for (int size = FewestAhead; Take(rest, size) is { Count: > 0 } next; size = Math.Min(size * 2, MostAhead))
        {
            var items = new JournalItem?[next.Count];
            await Parallel.ForAsync(0, items.Length, cancellationToken, async (i, stop) => items[i] = await TryReadAsync(next[i], stop).ConfigureAwait(false)).ConfigureAwait(false);
            foreach (JournalItem? item in items)
            {
                yield return item;
            }
        }
    }

    private static List<string> Take(IEnumerator<string> rest, int count)
    {
        var taken = new List<string>(count);
        while (taken.Count < count && rest.MoveNext())
        {
            taken.Add(rest.Current);
        }

        return taken;
    }

    private static async ValueTask<JournalItem?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } entry ? new JournalItem(entry, null) : null;
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedEntry)
        {
            return new JournalItem(null, new DamagedEntry(path, e));
        }
    }

    private static JournalEntry Parse(string path, ReadOnlyMemory<byte> content)
    {
        JournalEntry? entry;
        try
        {
            entry = EntryReader.TryRead(content) ?? JsonSerializer.Deserialize(content.Span, JournalJson.Default.JournalEntry);
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

    private static int? FormatOf(ReadOnlyMemory<byte> content)
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
