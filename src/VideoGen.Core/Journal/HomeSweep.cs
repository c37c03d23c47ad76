namespace VideoGen.Journal;

/// <summary>
/// Deletes what killed processes have left in a home: half-written files, claims on submissions that are over, and marks of reads. Once a day,
/// beside a command that writes. Nothing that may be in use goes: what it deletes is a day old by the share's own clock, and a
/// claim goes under its entry's lock only.
/// </summary>
internal sealed class HomeSweep(JournalFolders folders, JobJournal journal)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private readonly object _lock = new();
    private Task? _sweep;

    /// <summary>Begins to sweep, once a process, on another thread, unless somebody has within a day.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _sweep ??= Task.Run(() => RunIfDueAsync(CancellationToken.None));
        }
    }

    /// <summary>Waits for what has begun, which takes some milliseconds.</summary>
    public void Wait() => _sweep?.Wait(TimeSpan.FromSeconds(2));

    /// <summary>True when it was due and has run.</summary>
    public async Task<bool> RunIfDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            string stamp = Path.Combine(folders.Home, "journal", "swept");
            if (!Directory.Exists(Path.GetDirectoryName(stamp)))
            {
                return false;
            }

            DateTime last = File.Exists(stamp) ? File.GetLastWriteTimeUtc(stamp) : DateTime.MinValue;
            DateTime now = ShareTime(stamp);
            if (now - last < Age && last <= now)
            {
                return false;
            }

            await File.WriteAllBytesAsync(stamp, "1"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            DeleteTemporaries(now, last);
            await DeleteClaimsAsync(now, cancellationToken).ConfigureAwait(false);
            Delete(folders.Files(folders.Reads, "*").Where(file => now - File.GetLastWriteTimeUtc(file) > Age));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VideoGenException)
        {
            // Housekeeping only; another day's process tries again.
            return false;
        }
    }

    /// <summary>Half-written files. A folder in which nothing has changed since the last sweep has none that were not there then.</summary>
    private void DeleteTemporaries(DateTime now, DateTime last)
    {
        string[] homes = [Path.Combine(folders.Home, "credentials"), Path.Combine(folders.Home, "providers"), Path.Combine(folders.Home, "limits"), Path.Combine(folders.Home, "budgets")];
        string[] own = [folders.Open, folders.Claims];
        IEnumerable<string> parents = new[] { folders.Settled, folders.Batches, Path.Combine(folders.Home, "spending") }.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories);
        foreach (string folder in homes.Concat(own).Where(Directory.Exists).Concat(parents).Where(folder => Directory.GetLastWriteTimeUtc(folder) > Earlier(last)))
        {
            Delete(folders.Files(folder, "*" + AtomicFile.TemporaryExtension).Where(file => now - File.GetLastWriteTimeUtc(file) > Age));
        }
    }

    // What was younger than the age then is looked at again.
    private static DateTime Earlier(DateTime last) => last < DateTime.MinValue + Age ? DateTime.MinValue : last - Age;

    /// <summary>Claims that nobody can come back to: their entry is settled or gone, or has changed hands since.</summary>
    private async Task DeleteClaimsAsync(DateTime now, CancellationToken cancellationToken)
    {
        IEnumerable<string> old = folders.Files(folders.Claims, "*.*").Where(file => now - File.GetLastWriteTimeUtc(file) > Age);
        foreach (IGrouping<string, string> claims in old.GroupBy(file => Path.GetFileNameWithoutExtension(file)).Where(group => JobKey.IsKey(group.Key)))
        {
            JournalEntry? entry = await journal.UpdateAsync(claims.Key, current => { Delete(claims.Where(claim => IsOver(claim, current))); return current; }, durable: false, cancellationToken).ConfigureAwait(false);
            if (entry is null)
            {
                Delete(claims);
            }
        }
    }

    // One of the entry's generation or later may be that of a process which is just taking it.
    private static bool IsOver(string claim, JournalEntry entry) =>
        entry.IsDone || (int.TryParse(Path.GetExtension(claim).AsSpan(1), out int generation) && generation < entry.Generation);

    private void Delete(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            _ = folders.Disk.Delete(file);
        }
    }

    private static DateTime ShareTime(string stamp)
    {
        string probe = $"{stamp}.{JobKey.New()}{AtomicFile.TemporaryExtension}";
        try
        {
            File.WriteAllBytes(probe, "1"u8.ToArray());
            return File.GetLastWriteTimeUtc(probe);
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
