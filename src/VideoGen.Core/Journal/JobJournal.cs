using System.Runtime.CompilerServices;

namespace VideoGen.Journal;

/// <summary>
/// The jobs this home knows, on disk: one file a job, its states one after the other, used by many processes at once. Entries with something
/// left to do are in one folder; the others move to those of <see cref="SettledFolders"/>, so that the journal stays as quick as at
/// first. Where a crash has left an entry in both, the settled one counts and the next update finishes the move.
/// </summary>
internal sealed class JobJournal(JournalFolders folders)
{
    private const string AllEntries = "*" + JournalFolders.EntryExtension;

    private readonly EntryLocks _locks = new(folders.Locks);
    private readonly SettledFolders _settled = new(folders);

    /// <summary>Writes a new entry. False when its key is taken.</summary>
    /// <param name="durable">Flushed to disk before the call returns.</param>
    public async Task<bool> TryCreateAsync(JournalEntry entry, bool durable = false)
    {
        try
        {
            return await folders.Disk.TryCreateAsync(folders.OpenEntry(entry.Job.Key), EntryFile.Serialize(entry), DurabilityOf(durable)).ConfigureAwait(false);
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
        if (open is null)
        {
            return await FindSettledAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return _settled.PathOf(open.Job) is { } settled ? await EntryFile.ReadAsync(settled, cancellationToken).ConfigureAwait(false) ?? open : open;
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

            Delete(entry);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>
    /// Takes in a job that was made elsewhere, unless the journal has it: of several that do so at once, one does, and all get the
    /// same entry.
    /// </summary>
    public async Task<JournalEntry> AdoptAsync(JournalEntry made, CancellationToken cancellationToken)
    {
        try
        {
            using IDisposable held = await _locks.EnterAsync($"{made.Job.Provider.ToUpperInvariant()}\n{made.Job.Id}", cancellationToken).ConfigureAwait(false);
            if (await FindByIdAsync(made.Job.Id!, made.Job.Provider, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return known;
            }

            _ = await TryCreateAsync(made, durable: true).ConfigureAwait(false);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>The jobs with something left to do.</summary>
    public Task<JournalListing> ListOpenAsync(CancellationToken cancellationToken) => JournalListing.OfAsync(ReadOpenAsync(cancellationToken));

    /// <summary>The same as they are read, in no order; those that cannot be read between them.</summary>
    public async IAsyncEnumerable<JournalItem> ReadOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JournalItem? item in EntryFile.ReadInOrderAsync(folders.Files(folders.Open, AllEntries), cancellationToken).ConfigureAwait(false))
        {
            if (item is not null && (item.Entry is null || _settled.PathOf(item.Entry.Job) is null))
            {
                yield return item;
            }
        }
    }

    /// <summary>Settled jobs in the order in which they were made, read as they are asked for.</summary>
    public IAsyncEnumerable<JournalItem> ListSettledAsync(SettledRange range, CancellationToken cancellationToken) =>
        new SettledList(folders, _settled).ReadAsync(range, cancellationToken);

    /// <summary>All jobs.</summary>
    public Task<JournalListing> ListAsync(CancellationToken cancellationToken) => JournalListing.OfAsync(ReadAllAsync(cancellationToken));

    /// <summary>The jobs whose key or service's id is, or begins with, a text; of very many not all.</summary>
    /// <param name="provider">Null for any.</param>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c> when nothing else fits.</exception>
    public Task<IReadOnlyList<JournalEntry>> FindByPrefixAsync(string text, string? provider, CancellationToken cancellationToken) =>
        new JournalSearch(this, _settled).FindByPrefixAsync(text, provider, cancellationToken);

    /// <summary>The job with exactly this service's id; null when there is none.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c> when nothing else fits.</exception>
    public Task<JournalEntry?> FindByIdAsync(string id, string provider, CancellationToken cancellationToken) =>
        new JournalSearch(this, _settled).FindByIdAsync(id, provider, cancellationToken);

    /// <summary>The same among the settled jobs alone.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c> when nothing else fits.</exception>
    public Task<JournalEntry?> FindSettledByIdAsync(string id, string provider, CancellationToken cancellationToken) =>
        new JournalSearch(this, _settled).FindSettledByIdAsync(id, provider, cancellationToken);

    /// <summary>The settled entry; null when there is none.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c>.</exception>
    public async Task<JournalEntry?> FindSettledAsync(string key, CancellationToken cancellationToken)
    {
        foreach (string place in _settled.Places(key))
        {
            if (await EntryFile.ReadAsync(place, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Open ones first: a job that settles in between is then found twice, and not missed.</summary>
    private async IAsyncEnumerable<JournalItem> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (IAsyncEnumerable<JournalItem> part in new[] { ReadOpenAsync(cancellationToken), ListSettledAsync(new SettledRange(), cancellationToken) })
        {
            await foreach (JournalItem item in part.ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    /// <summary>Stays among the settled once it was there, whatever is left to do with it later.</summary>
    private async Task StoreAsync(JournalEntry entry, bool durable, CancellationToken cancellationToken)
    {
        string open = folders.OpenEntry(entry.Job.Key);
        string? settled = _settled.PathOf(entry.Job);
        if (!entry.IsDone && settled is null)
        {
            await folders.Disk.AppendAsync(open, EntryFile.Serialize(entry), DurabilityOf(durable), cancellationToken).ConfigureAwait(false);
            return;
        }

        // The ways first: one without an entry does no harm, an entry without them is not found.
        await folders.Disk.MarkAsync(_settled.Ways(entry.Job, settled)).ConfigureAwait(false);

        // It is kept before the open one goes: of two folders, a power cut may take what was done in the one and not in the other.
        bool isKept = durable || settled is null;
        await folders.Disk.WriteAsync(settled ?? _settled.Entry(entry.Job.Key), EntryFile.Serialize(entry), DurabilityOf(isKept), cancellationToken).ConfigureAwait(false);
        _ = folders.Disk.Delete(open);
        DeleteClaims(entry.Job.Key);
    }

    private void Delete(JournalEntry entry)
    {
        // The open one first: left alone by a crash, it would count again. The ways last: without them it would not be found.
        // Flushed in any case: that it went when the job settled may not be on the disk yet.
        _ = folders.Disk.Delete(folders.OpenEntry(entry.Job.Key));
        folders.Disk.FlushFolder(folders.Open);
        string old = _settled.OldEntry(entry.Job);
        foreach (string place in (string[])[_settled.Entry(entry.Job.Key), old])
        {
            if (folders.Disk.Delete(place))
            {
                folders.Disk.FlushFolder(Path.GetDirectoryName(place)!);
            }
        }

        foreach (string way in _settled.Ways(entry.Job, old).Concat(_settled.Ways(entry.Job)))
        {
            _ = folders.Disk.Delete(way);
        }

        DeleteClaims(entry.Job.Key);
    }

    private void DeleteClaims(string key)
    {
        foreach (string claim in folders.Files(folders.Claims, $"{key}.*"))
        {
            _ = folders.Disk.Delete(claim);
        }
    }

    // Whole at least: the entry that is replaced may be the only word of a job that was paid for.
    private static Durability DurabilityOf(bool durable) => durable ? Durability.Kept : Durability.Whole;

    private VideoGenException NotWritable(Exception e) =>
        new(VideoErrors.JournalNotWritable, $"The journal in {folders.Home} cannot be written: {e.Message}", e);
}
