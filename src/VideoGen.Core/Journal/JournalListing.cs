namespace VideoGen.Journal;

/// <summary>What a look through the journal found.</summary>
/// <param name="Entries">The readable entries, oldest first.</param>
/// <param name="Damaged">The others.</param>
internal sealed record JournalListing(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<DamagedEntry> Damaged)
{
    /// <summary>Each key once, by the last item that has it; null is nothing.</summary>
    public static async Task<JournalListing> OfAsync(IAsyncEnumerable<JournalItem?> items)
    {
        var entries = new Dictionary<string, JournalEntry>();
        var damaged = new List<DamagedEntry>();
        await foreach (JournalItem? item in items.ConfigureAwait(false))
        {
            if (item?.Entry is { } entry)
            {
                entries[entry.Job.Key] = entry;
            }
            else if (item is not null)
            {
                damaged.Add(item.Damaged!);
            }
        }

        return new JournalListing([.. entries.Values.OrderBy(entry => entry.Job.CreatedAt)], damaged);
    }
}

/// <summary>One of them: an entry, or one that cannot be read.</summary>
internal sealed record JournalItem(JournalEntry? Entry, DamagedEntry? Damaged);

/// <summary>An entry that cannot be read.</summary>
internal sealed record DamagedEntry(string Path, VideoGenException Error);
