using System.Runtime.CompilerServices;

namespace VideoGen.Journal;

/// <summary>Reads settled jobs in the order in which they were made, one after the other, so that many need no more memory than few.</summary>
internal sealed class SettledList(JournalFolders folders, SettledFolders settled)
{
    public IAsyncEnumerable<JournalItem> ReadAsync(SettledRange range, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<JournalItem> found = ReadFoundAsync(range, cancellationToken);
        return settled.Months(range.After, range.Before).Any() ? MergedItems.MergeAsync(found, ReadMonthsAsync(range, cancellationToken), range.NewestFirst, cancellationToken) : found;
    }

    private async IAsyncEnumerable<JournalItem> ReadFoundAsync(SettledRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IEnumerable<string> ways = range.Batch is { } batch ? settled.OfBatch(batch, range.NewestFirst) : settled.ByDay(range.After, range.Before, range.NewestFirst);
        var led = new Queue<string>();
        await foreach (JournalItem? item in EntryFile.ReadInOrderAsync(ways.Select(Lead), cancellationToken).ConfigureAwait(false))
        {
            string way = led.Dequeue();

            // A way to no entry is what a crash leaves, or the job was removed just now; one to an entry of another time led to an earlier state.
            if (item is not null && (item.Entry is not { } entry || settled.Ways(entry.Job).Contains(way)))
            {
                yield return item;
            }
        }

        string Lead(string way)
        {
            led.Enqueue(way);
            return settled.Entry(SettledFolders.KeyOf(way));
        }
    }

    /// <summary>The first versions' entries: a month has no order, so it is read whole.</summary>
    private async IAsyncEnumerable<JournalItem> ReadMonthsAsync(SettledRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IEnumerable<string> months = settled.Months(range.After, range.Before);
        foreach (string month in range.NewestFirst ? months : months.Reverse())
        {
            JournalListing listing = await JournalListing.OfAsync(EntryFile.ReadInOrderAsync(folders.Files(month, "*" + JournalFolders.EntryExtension), cancellationToken)).ConfigureAwait(false);
            foreach (DamagedEntry damaged in listing.Damaged)
            {
                yield return new JournalItem(null, damaged);
            }

            foreach (JournalEntry entry in range.NewestFirst ? listing.Entries.Reverse() : listing.Entries)
            {
                yield return new JournalItem(entry, null);
            }
        }
    }
}
