using VideoGen.Budgets;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>What the clips of a round count for in their provider's budget.</summary>
internal sealed class RoundBudget(ClientServices services, SubmitOptions options)
{
    /// <summary>Sets the open clips aside, all or none, before they are marked as being sent. Doing it again for those that had to wait counts them once.</summary>
    /// <exception cref="VideoGenException"><c>BudgetReached</c>, <c>UnknownPrice</c>, <c>DamagedBudget</c>, <c>JournalNotWritable</c>.</exception>
    public async Task ReserveAsync(SendingRound round, CancellationToken cancellationToken)
    {
        Reservation[] wanted = [.. round.Open.Select(clip => new Reservation(clip.Entry, clip.Clip.Quote, clip.Clip.Request.Count ?? 1, round.IsCounted || clip.HasFormerKey))];
        await services.Budgets.ReserveAsync(wanted, options.AllowUnknownCost, cancellationToken).ConfigureAwait(false);
        round.IsCounted = true;
    }

    /// <summary>Nothing was made of the clip. Told before its entry is withdrawn; one of an earlier sending may have been made then, and counts on.</summary>
    public async Task ReleaseAsync(SendingRound round, OutgoingClip clip)
    {
        if (clip.Entry.SentAt is null && (round.IsCounted || clip.HasFormerKey))
        {
            // What cannot be given back now is given back once its entry is gone: see UnsentReservations.
            await TryAsync(() => services.Budgets.ReleaseAsync(clip.Entry, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    /// <summary>The clip was made, or may have been.</summary>
    public Task KeepAsync(JournalEntry entry, VideoCost? cost = null, VideoStatus status = VideoStatus.Unknown) =>
        TryAsync(() => services.Budgets.KeepAsync(entry.Job, cost, status, CancellationToken.None));

    /// <summary>Nothing may come out of here: it would be taken for a submission of which nothing was sent. What is set aside stays so.</summary>
    private static async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        catch (Exception)
        {
        }
    }
}
