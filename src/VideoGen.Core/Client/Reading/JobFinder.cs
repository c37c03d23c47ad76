using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Finds the job a user means: by our key, the service's id, or an unambiguous beginning of either.</summary>
internal sealed class JobFinder(JobJournal journal)
{
    /// <param name="provider">Narrows the search; null for any.</param>
    /// <exception cref="VideoGenException"><c>AmbiguousId</c>, naming the candidates.</exception>
    public async Task<JournalEntry?> FindAsync(string id, string? provider, CancellationToken cancellationToken)
    {
        string text = id.Trim();
        if (text.Length == 0)
        {
            return null;
        }

        // A whole key needs no search through all open entries.
        if (await journal.FindAsync(text, cancellationToken).ConfigureAwait(false) is { } named && IsOf(named, provider))
        {
            return named;
        }

        IReadOnlyList<JournalEntry> candidates = await journal.FindByPrefixAsync(text, provider, cancellationToken).ConfigureAwait(false);
        JournalEntry[] exact = [.. candidates.Where(entry => entry.Job.Key == text || entry.Job.Id == text)];
        return (exact.Length, candidates.Count) switch
        {
            (1, _) => exact[0],
            (0, 0) => null,
            (0, 1) => candidates[0],
            _ => throw Ambiguous(text, exact.Length > 1 ? exact : candidates),
        };
    }

    /// <summary>The entry of a job object, which may come from another session or machine.</summary>
    public async Task<JournalEntry?> FindAsync(VideoJob job, CancellationToken cancellationToken) =>
        await journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false)
        ?? (job.Id is null ? null : await FindExactIdAsync(job.Id, job.Provider, cancellationToken).ConfigureAwait(false));

    /// <summary>The journal's form of a job object, or the object itself where the journal has less; null where it has none.</summary>
    public async Task<VideoJob?> RecallAsync(VideoJob job, CancellationToken cancellationToken)
    {
        VideoJob? known = (await FindAsync(job, cancellationToken).ConfigureAwait(false))?.Job;

        // Less where the disk was full when the service answered.
        return known is { Id: null } && job.Id is not null ? job : known;
    }

    /// <summary>The entry of exactly this service's id.</summary>
    public Task<JournalEntry?> FindExactIdAsync(string id, string provider, CancellationToken cancellationToken) =>
        journal.FindByIdAsync(id, provider, cancellationToken);

    /// <summary>The jobs that were saved as these files, full paths; null for a file that is of no job. Of two jobs the later one has it.</summary>
    public async Task<IReadOnlyList<VideoJob?>> FindBySavedFileAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        JournalListing listing = await journal.ListAsync(cancellationToken).ConfigureAwait(false);
        var owners = new Dictionary<string, VideoJob>();
        foreach (JournalEntry entry in listing.Entries)
        {
            foreach (SavedOutput saved in entry.Saved)
            {
                owners[saved.Path] = entry.Job;
            }
        }

        return [.. paths.Select(owners.GetValueOrDefault)];
    }

    private static bool IsOf(JournalEntry entry, string? provider) =>
        provider is null || entry.Job.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase);

    private static VideoGenException Ambiguous(string text, IReadOnlyList<JournalEntry> candidates)
    {
        const int Shown = 5;
        string list = string.Join(", ", candidates.Take(Shown).Select(entry => $"{entry.Job.Key} ({entry.Job.Provider} {entry.Job.Id})"));
        string more = candidates.Count > Shown ? $" and {candidates.Count - Shown} more" : "";
        return new VideoGenException(VideoErrors.AmbiguousId, $"'{DisplayText.OneLine(text, 60)}' is the beginning of several jobs: {list}{more}.");
    }
}
