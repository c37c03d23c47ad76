using VideoGen.Journal;

namespace VideoGen.Budgets;

/// <summary>
/// What is set aside for jobs that were never sent, because their process died before. All of it is decided under the ledger's lock,
/// on the journal as it is then: whoever takes such a job over has its entry first, and sets its price aside after that.
/// </summary>
internal sealed class UnsentReservations(JobJournal journal, Leases leases)
{
    /// <summary>Whether nothing was made of a job.</summary>
    /// <param name="isOurs">Whether an entry is in the hands of whoever asks, and knows that its service made nothing of it.</param>
    public async Task<bool> IsUnsentAsync(string key, Func<JournalEntry, bool> isOurs, CancellationToken cancellationToken) =>
        await journal.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } entry || isOurs(entry) || IsUnsent(entry);

    /// <summary>Gives back what dead processes hold of a month. False where there is nothing of it.</summary>
    /// <param name="except">Jobs that are just being set aside.</param>
    public async Task<bool> GiveBackAsync(SpendingFile month, IReadOnlyList<SpendingChange> except, CancellationToken cancellationToken)
    {
        var changes = new List<SpendingChange>();
        foreach (string key in month.Read(totals => totals.Unsent.ToArray()).Except(except.Select(change => change.Key)))
        {
            try
            {
                JournalEntry? entry = await journal.FindAsync(key, cancellationToken).ConfigureAwait(false);
                if (month.Find(key) is { State: SpendingState.Reserved } was && (entry is null || IsUnsent(entry) || IsAbandoned(entry)))
                {
                    changes.Add(new SpendingChange(key, was, entry is null || IsUnsent(entry) ? null : was with { State = SpendingState.Taken }));
                }
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedEntry)
            {
                // It may have been sent: it counts.
            }
        }

        if (changes.Count > 0)
        {
            month.Append(changes).Dispose();
        }

        return changes.Any(change => change.Now is null);
    }

    private bool IsUnsent(JournalEntry entry) =>
        entry is { SentAt: null, Job.Id: null } && (entry.Job.Status == VideoStatus.Cancelled || (entry.Job.Status == VideoStatus.Pending && !HasOwner(entry)));

    /// <summary>It was sent, or perhaps: from now on it counts without its journal entry.</summary>
    private bool IsAbandoned(JournalEntry entry) => entry.SentAt is not null && !HasOwner(entry);

    private bool HasOwner(JournalEntry entry) => entry.Owner is { } owner && leases.IsAlive(owner);
}
