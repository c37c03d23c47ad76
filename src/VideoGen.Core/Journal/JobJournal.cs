using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>
/// The jobs this home knows, on disk: one file a job, replaced whole, used by many processes at once. Entries with something
/// left to do are in one folder; the others move to a folder a month, so that looking for open jobs stays as quick as at first.
/// </summary>
internal sealed class JobJournal(JournalFolders folders)
{
    private readonly EntryLocks _locks = new(folders.Locks);

    /// <summary>Writes a new entry. False when its key is taken.</summary>
    public bool TryCreate(JournalEntry entry)
    {
        try
        {
            return AtomicFile.TryCreate(folders.OpenEntry(entry.Job.Key), Serialize(entry), durable: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>The entry, or null when there is none.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c>.</exception>
    public async Task<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!JobKey.IsKey(key))
        {
            return null;
        }

        // A second look at the open ones: an entry may have been on its way to the settled ones during the first round.
        return await ReadAsync(folders.OpenEntry(key), cancellationToken).ConfigureAwait(false)
            ?? await FindSettledAsync(key, cancellationToken).ConfigureAwait(false)
            ?? await ReadAsync(folders.OpenEntry(key), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes an entry while nobody else does. <paramref name="change"/> gets the entry as it is on disk and returns what to
    /// write, or the same to leave it. Null is returned when there is no such entry.
    /// </summary>
    /// <param name="durable">Flushed to disk before the call returns.</param>
    public async Task<JournalEntry?> UpdateAsync(
        string key, Func<JournalEntry, JournalEntry> change, bool durable, CancellationToken cancellationToken)
    {
        try
        {
            using IDisposable held = await _locks.EnterAsync(key, cancellationToken).ConfigureAwait(false);
            JournalEntry? before = await FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (before is null)
            {
                return null;
            }

            JournalEntry after = change(before);
            if (!ReferenceEquals(after, before))
            {
                await StoreAsync(after, durable, cancellationToken).ConfigureAwait(false);
            }

            return after;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        using IDisposable held = await _locks.EnterAsync(key, cancellationToken).ConfigureAwait(false);
        foreach (string path in folders.SettledMonths().SelectMany(month => Matching(month, $"{key}*").Concat(Matching(month, $"*~{key}{JournalFolders.IdExtension}"))))
        {
            File.Delete(path);
        }

        foreach (string claim in Matching(folders.Claims, $"{key}.*"))
        {
            File.Delete(claim);
        }

        File.Delete(folders.OpenEntry(key));
    }

    /// <summary>The jobs with something left to do.</summary>
    public Task<JournalListing> ListOpenAsync(CancellationToken cancellationToken) =>
        ReadAllAsync(Matching(folders.Open, $"*{JournalFolders.EntryExtension}"), cancellationToken);

    /// <summary>All jobs.</summary>
    public Task<JournalListing> ListAsync(CancellationToken cancellationToken)
    {
        // Open ones first: a job that settles in between is then found twice, and not missed.
        IEnumerable<string> paths = Matching(folders.Open, $"*{JournalFolders.EntryExtension}").ToArray();
        return ReadAllAsync(
            paths.Concat(folders.SettledMonths().SelectMany(month => Matching(month, $"*{JournalFolders.EntryExtension}"))), cancellationToken);
    }

    /// <summary>The jobs whose key or service's id is, or begins with, a text.</summary>
    public async Task<IReadOnlyList<JournalEntry>> FindByPrefixAsync(string text, CancellationToken cancellationToken)
    {
        JournalListing open = await ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var found = open.Entries.Where(entry => Matches(entry.Job, text)).ToDictionary(entry => entry.Job.Key);
        var keys = new HashSet<string>();
        foreach (string month in folders.SettledMonths())
        {
            if (JobKey.IsPrefix(text))
            {
                keys.UnionWith(Matching(month, $"{text}*{JournalFolders.EntryExtension}").Select(path => Path.GetFileNameWithoutExtension(path)));
            }

            keys.UnionWith(Matching(month, $"{JournalFolders.IdFileName(text)}*~*{JournalFolders.IdExtension}").Select(KeyOfMarker));
        }

        foreach (string key in keys.Except(found.Keys))
        {
            if (await FindSettledAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && Matches(entry.Job, text))
            {
                found.Add(key, entry);
            }
        }

        return [.. found.Values];
    }

    private static bool Matches(VideoJob job, string text) =>
        job.Key.StartsWith(text, StringComparison.Ordinal) || job.Id?.StartsWith(text, StringComparison.Ordinal) == true;

    private static string KeyOfMarker(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name[(name.LastIndexOf('~') + 1)..];
    }

    private async Task StoreAsync(JournalEntry entry, bool durable, CancellationToken cancellationToken)
    {
        string open = folders.OpenEntry(entry.Job.Key);
        string settled = folders.SettledEntry(entry.Job);
        bool isSettled = entry.IsDone || File.Exists(settled);
        await AtomicFile.WriteAsync(isSettled ? settled : open, Serialize(entry), durable, cancellationToken).ConfigureAwait(false);
        if (!isSettled)
        {
            return;
        }

        if (entry.Job.Id is not null)
        {
            await File.WriteAllBytesAsync(folders.IdMarker(entry.Job), [], cancellationToken).ConfigureAwait(false);
        }

        File.Delete(open);
        foreach (string claim in Matching(folders.Claims, $"{entry.Job.Key}.*"))
        {
            File.Delete(claim);
        }
    }

    private async Task<JournalEntry?> FindSettledAsync(string key, CancellationToken cancellationToken)
    {
        foreach (string month in folders.SettledMonths())
        {
            if (await ReadAsync(Path.Combine(month, key + JournalFolders.EntryExtension), cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private static async Task<JournalListing> ReadAllAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
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
            catch (VideoGenException e)
            {
                damaged.Add(new DamagedEntry(path, e.InnerException?.Message ?? e.Message));
            }
        }

        return new JournalListing([.. entries.Values.OrderBy(entry => entry.Job.CreatedAt)], damaged);
    }

    private static async Task<JournalEntry?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[]? content;
        try
        {
            content = await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DamagedEntry(path, e.Message).ToException();
        }

        if (content is null)
        {
            return null;
        }

        try
        {
            JournalEntry? entry = JsonSerializer.Deserialize(content, JournalJson.Default.JournalEntry);
            return (entry?.Format, entry?.Job?.Key) switch
            {
                (JournalEntry.CurrentFormat, string key) when key == Path.GetFileNameWithoutExtension(path) => entry,
                (> JournalEntry.CurrentFormat, _) => throw new DamagedEntry(path, "a later version of the module wrote it").ToException(),
                _ => throw new DamagedEntry(path, "it is not the entry its name says").ToException(),
            };
        }
        catch (JsonException e)
        {
            throw new DamagedEntry(path, e.Message).ToException();
        }
    }

    private static byte[] Serialize(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);

    private static IEnumerable<string> Matching(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    private VideoGenException NotWritable(Exception e) =>
        new(VideoErrors.JournalNotWritable, $"The journal in {folders.Home} cannot be written: {e.Message}", e);
}
