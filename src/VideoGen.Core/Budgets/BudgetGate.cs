using VideoGen.Journal;

namespace VideoGen.Budgets;

/// <summary>
/// Where every submission is counted before it is sent. Looking what is left and setting it aside is one step for all processes of a
/// home. What counts for a job is given back only where its service made nothing of it, or its journal says that it was never sent.
/// </summary>
internal sealed class BudgetGate(BudgetStore store, SpendingLedger ledger, JobJournal journal, Leases leases, TimeProvider time)
{
    private readonly UnsentReservations _unsent = new(journal, leases);

    /// <summary>
    /// Sets a request's jobs of one provider aside, all or none. One that is set aside already moves to today; one that may have been
    /// sent before stays what and when it was, since it may have been made then.
    /// </summary>
    /// <exception cref="VideoGenException"><c>BudgetReached</c>, <c>UnknownPrice</c>, <c>DamagedBudget</c>, <c>JournalNotWritable</c>.</exception>
    public async Task ReserveAsync(IReadOnlyList<Reservation> wanted, bool allowUnknown, CancellationToken cancellationToken)
    {
        string provider = wanted[0].Entry.Job.Provider;
        try
        {
            FileStream? written;
            bool isBudgeted;
            using (await ledger.EnterAsync(provider, cancellationToken).ConfigureAwait(false))
            {
                IReadOnlyList<Budget> budgets = await store.ReadAsync(provider, cancellationToken).ConfigureAwait(false);
                isBudgeted = budgets.Count > 0;
                written = await ReserveLockedAsync(provider, wanted, budgets, allowUnknown, cancellationToken).ConfigureAwait(false);
            }

            using (written)
            {
                // Without a budget a power cut may take the last lines with it; with one nothing is sent before they are on the disk.
                if (isBudgeted)
                {
                    written?.Flush(flushToDisk: true);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BudgetErrors.NotWritable(ledger.Home, e);
        }
    }

    /// <summary>Gives back what was set aside for a job of which the service made nothing, or which was never sent; not what another session sends.</summary>
    /// <param name="owned">The job as this process had it; called before its entry is removed, so that nobody can have taken it anew.</param>
    public Task ReleaseAsync(JournalEntry owned, CancellationToken cancellationToken) => ChangeAsync(
        owned.Job,
        async record => record.State == SpendingState.Reserved
            && (await _unsent.IsUnsentAsync(owned.Job.Key, current => current.Owner is { IsThisProcess: true } && current.Generation == owned.Generation, cancellationToken).ConfigureAwait(false))
                ? null
                : record,
        cancellationToken);

    /// <summary>Notes that the service has the job or may have it, and what it takes for it where that is known.</summary>
    public Task KeepAsync(VideoJob job, VideoCost? cost, VideoStatus status, CancellationToken cancellationToken) =>
        ChangeAsync(job, record => Task.FromResult<SpendingRecord?>(record.After(cost, status)), cancellationToken);

    private async Task ChangeAsync(VideoJob job, Func<SpendingRecord, Task<SpendingRecord?>> change, CancellationToken cancellationToken)
    {
        if (!SpendingLedger.Has(job.Provider) || !JobKey.IsKey(job.Key))
        {
            return;
        }

        try
        {
            using IDisposable held = await ledger.EnterAsync(job.Provider, cancellationToken).ConfigureAwait(false);
            if (ledger.Find(job.Provider, job.Key, job.CreatedAt, time.GetUtcNow()) is (SpendingFile file, SpendingRecord was)
                && await change(was).ConfigureAwait(false) is var now && now != was)
            {
                file.Append([new SpendingChange(job.Key, was, now)]).Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BudgetErrors.NotWritable(ledger.Home, e);
        }
    }

    /// <summary>Null where nothing has to be written: all of it is counted already.</summary>
    private async Task<FileStream?> ReserveLockedAsync(
        string provider, IReadOnlyList<Reservation> wanted, IReadOnlyList<Budget> budgets, bool allowUnknown, CancellationToken cancellationToken)
    {
        // After the lock was got: it may be tomorrow by now.
        DateTimeOffset now = time.GetUtcNow();
        DateOnly today = PeriodWindow.DayOf(now);
        SpendingFile month = ledger.MonthOf(provider, today);
        var changes = new List<SpendingChange>();
        var elsewhere = new List<(SpendingFile File, SpendingChange Change)>();
        foreach (Reservation item in wanted)
        {
            (SpendingFile File, SpendingRecord Record)? known = item.MayBeCounted ? ledger.Find(provider, item.Key, item.Entry.Job.CreatedAt, now) : null;
            if (known is not null && item.Entry.SentAt is not null)
            {
                continue;
            }

            SpendingRecord reserved = item.ToRecord(today);
            SpendingRecord? was = known?.File == month ? known.Value.Record : null;
            if (known is (SpendingFile file, SpendingRecord old) && file != month)
            {
                elsewhere.Add((file, new SpendingChange(item.Key, old, null)));
            }

            changes.Add(new SpendingChange(item.Key, was, reserved));
        }

        if (changes.Count > 0 && budgets.Count > 0)
        {
            try
            {
                Require(budgets, month, changes, allowUnknown, wanted, now);
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.BudgetReached)
            {
                // Perhaps dead processes hold what is missing.
                if (!await _unsent.GiveBackAsync(month, changes, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }

                Require(budgets, month, changes, allowUnknown, wanted, now);
            }
        }

        // Given back first: in between it is not sent, and a crash leaves nothing that counts twice.
        foreach ((SpendingFile file, SpendingChange change) in elsewhere)
        {
            file.Append([change]).Dispose();
        }

        changes.RemoveAll(change => change.Was == change.Now);
        if (changes.Count == 0)
        {
            return null;
        }

        FileStream written = month.Append(changes);
        if (budgets.Count > 0)
        {
            await month.SaveTotalsAsync(cancellationToken).ConfigureAwait(false);
        }

        return written;
    }

    private void Require(IReadOnlyList<Budget> budgets, SpendingFile month, List<SpendingChange> changes, bool allowUnknown, IReadOnlyList<Reservation> wanted, DateTimeOffset now)
    {
        SpendingRecord[] records = [.. changes.Select(change => change.Now!)];
        foreach (Budget budget in budgets)
        {
            PeriodWindow window = PeriodWindow.Of(budget.Per, now);
            SpendingSum spent = month.Read(totals => totals.Sum(window, budget.Unit));
            foreach (SpendingRecord own in changes.Select(change => change.Was).OfType<SpendingRecord>().Where(was => window.Has(was.Day)))
            {
                bool isPriced = own.Amount > 0 && own.Unit is not null && spent.Unit is not null && Client.CostUnit.AreOne(own.Unit, spent.Unit);
                spent = spent with { Clips = spent.Clips - own.CountedClips, Amount = spent.Amount - (isPriced ? own.CountedAmount : 0) };
            }

            BudgetCheck.Require(budget, spent, records, allowUnknown, wanted[0].Quote.Note, window.Reset(time));
        }
    }
}
