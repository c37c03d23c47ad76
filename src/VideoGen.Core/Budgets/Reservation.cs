using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Budgets;

/// <summary>What is to be set aside for a job.</summary>
/// <param name="Entry">Its entry as it was before it is marked as being sent.</param>
/// <param name="Quote">What it is expected to cost.</param>
/// <param name="Clips">Clips it makes.</param>
/// <param name="MayBeCounted">Its key is not new: an earlier attempt may have written it down.</param>
internal sealed record Reservation(JournalEntry Entry, PriceQuote Quote, int Clips, bool MayBeCounted)
{
    public string Key => Entry.Job.Key;

    public SpendingRecord ToRecord(DateOnly day) => new(day, SpendingState.Reserved, Quote.Most, Quote.Most is null or > 0 ? Quote.Unit : null, Clips);
}
