using System.Collections.Concurrent;
using System.Globalization;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Budgets;

/// <summary>
/// What was spent through this home: <c>spending/PROVIDER/2026-11.log</c>, by the month in UTC. Every submission is written down, with a
/// budget or without, so that one that is set at noon counts the morning; and it stays when its job is removed from the journal.
/// </summary>
internal sealed class SpendingLedger(string home)
{
    /// <summary>A job that is older can still be charged; nobody looks for it that far back.</summary>
    private const int MonthsBack = 13;

    private readonly string _folder = Path.Combine(home, "spending");
    private readonly EntryLocks _locks = new(Path.Combine(home, "spending", "locks"));
    private readonly ConcurrentDictionary<string, SpendingFile> _files = new();

    public string Home => home;

    /// <summary>Keeps all others, of other processes too, from changing what was spent with the provider.</summary>
    public Task<IDisposable> EnterAsync(string provider, CancellationToken cancellationToken) => _locks.EnterAsync(NameOf(provider), cancellationToken);

    /// <summary>The file that a day is in.</summary>
    public SpendingFile MonthOf(string provider, DateOnly day) => _files.GetOrAdd(
        Path.Combine(_folder, NameOf(provider), string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM}.log")), path => new SpendingFile(path));

    /// <summary>What a job counts for, and the file that says so; null where it does not count.</summary>
    /// <param name="created">It was not written down before.</param>
    public (SpendingFile File, SpendingRecord Record)? Find(string provider, string key, DateTimeOffset created, DateTimeOffset now)
    {
        DateOnly today = PeriodWindow.DayOf(now);
        DateOnly oldest = PeriodWindow.DayOf(created) is var day && day > today ? today : day;
        var first = new DateOnly(oldest.Year, oldest.Month, 1);
        DateOnly month = new(today.Year, today.Month, 1);
        for (int back = 0; back <= MonthsBack && month >= first; back++, month = month.AddMonths(-1))
        {
            SpendingFile file = MonthOf(provider, month);
            if (file.Find(key) is { } record)
            {
                return (file, record);
            }
        }

        return null;
    }

    /// <summary>False for a name that no provider can have: it comes out of a file that somebody else has written.</summary>
    public static bool Has(string provider) => ProviderRegistration.IsName(provider);

    private static string NameOf(string provider) => Has(provider)
        ? provider.ToLowerInvariant()
        : throw new VideoGenException(VideoErrors.UnknownProvider, $"There is no provider '{DisplayText.OneLine(provider, 40)}'.");
}
