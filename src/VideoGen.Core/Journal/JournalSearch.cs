namespace VideoGen.Journal;

/// <summary>Finds entries by a service's id, or by the beginning of an id or key.</summary>
internal sealed class JournalSearch(JobJournal journal, SettledFolders settled)
{
    /// <summary>Nobody looks at more that one text could mean.</summary>
    private const int Most = 100;

    /// <summary>The jobs with exactly this id; where there is none, as many that begin with it as anybody looks at.</summary>
    /// <param name="provider">Null for any.</param>
    public async Task<IReadOnlyList<JournalEntry>> FindByPrefixAsync(string text, string? provider, CancellationToken cancellationToken)
    {
        JournalListing open = await journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var exact = open.Entries.Where(entry => IsOf(entry.Job) && entry.Job.Id == text).ToDictionary(entry => entry.Job.Key);
        _ = await AddSettledAsync(exact, settled.KeysOfId(text).Except(exact.Keys), job => IsOf(job) && job.Id == text, cancellationToken).ConfigureAwait(false);
        return exact.Count > 0 ? [.. exact.Values] : await FindAsync(
            job => IsOf(job) && (job.Key.StartsWith(text, StringComparison.Ordinal) || job.Id?.StartsWith(text, StringComparison.Ordinal) == true),
            text, () => settled.Keys(text), cancellationToken).ConfigureAwait(false);

        bool IsOf(VideoJob job) => provider is null || job.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase);
    }

    public async Task<JournalEntry?> FindByIdAsync(string id, string provider, CancellationToken cancellationToken) =>
        await FindAsync(job => IsMeant(job, id, provider), id, () => settled.KeysOfId(id), cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : null;

    public async Task<JournalEntry?> FindSettledByIdAsync(string id, string provider, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, JournalEntry>();
        VideoGenException? damage = await AddSettledAsync(found, settled.KeysOfId(id), job => IsMeant(job, id, provider), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 && damage is not null ? throw damage : found.Values.FirstOrDefault();
    }

    /// <param name="settledKeys">Asked after the open entries are read: a job that settles in between is then not missed.</param>
    private async Task<IReadOnlyList<JournalEntry>> FindAsync(
        Func<VideoJob, bool> isMeant, string text, Func<IEnumerable<string>> settledKeys, CancellationToken cancellationToken)
    {
        JournalListing open = await journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var found = open.Entries.Where(entry => isMeant(entry.Job)).ToDictionary(entry => entry.Job.Key);
        VideoGenException? damage = open.Damaged.FirstOrDefault(
            damaged => Path.GetFileName(damaged.Path).StartsWith(text, StringComparison.Ordinal))?.Error;
        damage = await AddSettledAsync(found, settledKeys().Except(found.Keys), isMeant, cancellationToken).ConfigureAwait(false) ?? damage;
        return found.Count == 0 && damage is not null ? throw damage : [.. found.Values];
    }

    private async Task<VideoGenException?> AddSettledAsync(
        Dictionary<string, JournalEntry> found, IEnumerable<string> keys, Func<VideoJob, bool> isMeant, CancellationToken cancellationToken)
    {
        VideoGenException? damage = null;
        foreach (string key in keys)
        {
            if (found.Count >= Most)
            {
                break;
            }

            try
            {
                if (await journal.FindSettledAsync(key, cancellationToken).ConfigureAwait(false) is { } entry && isMeant(entry.Job))
                {
                    found.Add(key, entry);
                }
            }
            catch (VideoGenException e)
            {
                damage = e;
            }
        }

        return damage;
    }

    private static bool IsMeant(VideoJob job, string id, string provider) =>
        job.Id == id && job.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase);
}
