using VideoGen.Budgets;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Budgets;

/// <summary>Many who look what is left and take of it at the same moment, each as a process of its own would.</summary>
public sealed class BudgetGateTests : IDisposable
{
    private const int Gates = 8;
    private const int Wanted = 40;
    private const int Ceiling = 100;

    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Reserve_ManyAtOnce_TakeAllThatIsLeftAndNoMore()
    {
        var store = new BudgetStore(_fixture.Home.Path);
        await store.WriteAsync(new Budget("Fake", BudgetPeriod.Day) { Limit = Ceiling, Unit = "credits", Clips = 10 * Ceiling }, CancellationToken.None);
        JournalEntry[] entries = [.. Enumerable.Range(0, Gates * Wanted).Select(_ => _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JobOwner.Current }))];
        using var start = new Barrier(Gates);
        int[] taken = await Task.WhenAll(Enumerable.Range(0, Gates).Select(number => Task.Factory.StartNew(
            () => TakeAsync(start, entries.Skip(number * Wanted).Take(Wanted)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        Assert.Equal(Ceiling, taken.Sum());
        SpendingSum sum = new SpendingLedger(_fixture.Home.Path).MonthOf("Fake", PeriodWindow.DayOf(_fixture.Time.GetUtcNow()))
            .Read(totals => totals.Sum(PeriodWindow.Of(BudgetPeriod.Day, _fixture.Time.GetUtcNow()), "credits"));
        Assert.Equal((Ceiling, Ceiling), ((int)sum.Amount, sum.Clips));
    }

    /// <summary>Takes one at a time, and gives every fourth back.</summary>
    private async Task<int> TakeAsync(Barrier start, IEnumerable<JournalEntry> entries)
    {
        var gate = new BudgetGate(new BudgetStore(_fixture.Home.Path), new SpendingLedger(_fixture.Home.Path), _fixture.Journal, _fixture.Leases, _fixture.Time);
        int taken = 0;
        start.SignalAndWait();
        foreach (JournalEntry entry in entries)
        {
            try
            {
                var wanted = new Reservation(entry, PriceQuote.Exact(1, "credits", new DateOnly(2026, 3, 1)), 1, MayBeCounted: false);
                await gate.ReserveAsync([wanted], allowUnknown: false, CancellationToken.None);
                taken++;
                if (taken % 4 == 0)
                {
                    await gate.ReleaseAsync(entry, CancellationToken.None);
                    taken--;
                    await gate.ReserveAsync([wanted with { MayBeCounted = true }], allowUnknown: false, CancellationToken.None);
                    taken++;
                }
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.BudgetReached)
            {
                // Somebody else was quicker.
            }
        }

        return taken;
    }
}
