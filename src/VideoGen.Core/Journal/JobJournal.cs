namespace VideoGen.Journal;

/// <summary>
/// The jobs this home knows, on disk: one file a job, replaced whole, used by many processes at once. Entries with something
/// left to do are in one folder; the others move to a folder a month, so that looking for open jobs stays as quick as at first.
/// Where a crash has left an entry in both, the settled one counts and the next update finishes the move.
/// </summary>
internal sealed class JobJournal(JournalFolders folders)
{
    private const string AllEntries = "*" + JournalFolders.EntryExtension;

    private readonly EntryLocks _locks = new(folders.Locks);

    /// <summary>Writes a new entry. False when its key is taken.</summary>
    /// <param name="durable">Flushed to disk before the call returns.</param>
    public bool TryCreate(JournalEntry entry, bool durable = false)
    {
        try
        {
            return AtomicFile.TryCreate(folders.OpenEntry(entry.Job.Key), EntryFile.Serialize(entry), durable);
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

        JournalEntry? open = await EntryFile.ReadAsync(folders.OpenEntry(key), cancellationToken).ConfigureAwait(false);
        return open is null
            ? await FindSettledAsync(key, cancellationToken).ConfigureAwait(false)
            : await EntryFile.ReadAsync(folders.SettledEntry(open.Job), cancellationToken).ConfigureAwait(false) ?? open;
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

    /// <summary>Removes an entry, unless <paramref name="mayGo"/> says no to it as it is on disk. True when it is gone.</summary>
    public async Task<bool> RemoveAsync(string key, Func<JournalEntry, bool> mayGo, CancellationToken cancellationToken)
    {
        try
        {
            using IDisposable held = await _locks.EnterAsync(key, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } entry)
            {
                return true;
            }

            if (!mayGo(entry))
            {
                return false;
            }

            // The open one first: left alone by a crash, it would count again.
            Delete(folders.OpenEntry(key));
            Delete(folders.SettledEntry(entry.Job));
            if (entry.Job.Id is not null)
            {
                Delete(folders.IdMarker(entry.Job));
            }

            DeleteClaims(key);
            DirectorySync.Flush(folders.Open);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>The jobs with something left to do.</summary>
    public async Task<JournalListing> ListOpenAsync(CancellationToken cancellationToken)
    {
        JournalListing open = await EntryFile.ReadAllAsync(folders.Files(folders.Open, AllEntries), cancellationToken).ConfigureAwait(false);
        return open with { Entries = [.. open.Entries.Where(entry => !File.Exists(folders.SettledEntry(entry.Job)))] };
    }

    /// <summary>All jobs.</summary>
    public Task<JournalListing> ListAsync(CancellationToken cancellationToken)
    {
        // Open ones first: a job that settles in between is then found twice, and not missed.
        string[] open = [.. folders.Files(folders.Open, AllEntries)];
        return EntryFile.ReadAllAsync(
            open.Concat(folders.SettledMonths().SelectMany(month => folders.Files(month, AllEntries))), cancellationToken);
    }

    /// <summary>The jobs whose key or service's id is, or begins with, a text.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c> when nothing else fits.</exception>
    public async Task<IReadOnlyList<JournalEntry>> FindByPrefixAsync(string text, CancellationToken cancellationToken)
    {
        JournalListing open = await ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var found = open.Entries.Where(entry => Matches(entry.Job, text)).ToDictionary(entry => entry.Job.Key);
        VideoGenException? damage = open.Damaged.FirstOrDefault(
            damaged => Path.GetFileName(damaged.Path).StartsWith(text, StringComparison.Ordinal))?.Error;
        foreach (string key in folders.SettledKeys(text).Except(found.Keys))
        {
            try
            {
                if (await FindSettledAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && Matches(entry.Job, text))
                {
                    found.Add(key, entry);
                }
            }
            catch (VideoGenException e)
            {
                damage = e;
            }
        }

        return found.Count == 0 && damage is not null ? throw damage : [.. found.Values];
    }

    private static bool Matches(VideoJob job, string text) =>
        job.Key.StartsWith(text, StringComparison.Ordinal) || job.Id?.StartsWith(text, StringComparison.Ordinal) == true;

    /// <summary>Stays among the settled once it was there, whatever is left to do with it later.</summary>
    private async Task StoreAsync(JournalEntry entry, bool durable, CancellationToken cancellationToken)
    {
        string open = folders.OpenEntry(entry.Job.Key);
        string settled = folders.SettledEntry(entry.Job);
        if (!entry.IsDone && !File.Exists(settled))
        {
            await AtomicFile.WriteAsync(open, EntryFile.Serialize(entry), durable, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The way from the service's id first: a marker without an entry does no harm, an entry without a marker is not found.
        if (entry.Job.Id is not null)
        {
            string marker = folders.IdMarker(entry.Job);
            HomeFolder.Create(Path.GetDirectoryName(marker)!);
            await File.WriteAllBytesAsync(marker, [], cancellationToken).ConfigureAwait(false);
        }

        await AtomicFile.WriteAsync(settled, EntryFile.Serialize(entry), durable, cancellationToken).ConfigureAwait(false);
        File.Delete(open);
        DeleteClaims(entry.Job.Key);
    }

    private async Task<JournalEntry?> FindSettledAsync(string key, CancellationToken cancellationToken)
    {
        foreach (string month in folders.SettledMonths())
        {
            if (await EntryFile.ReadAsync(Path.Combine(month, key + JournalFolders.EntryExtension), cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private void DeleteClaims(string key)
    {
        foreach (string claim in folders.Files(folders.Claims, $"{key}.*"))
        {
            Delete(claim);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }
    }

    private VideoGenException NotWritable(Exception e) =>
        new(VideoErrors.JournalNotWritable, $"The journal in {folders.Home} cannot be written: {e.Message}", e);
}
