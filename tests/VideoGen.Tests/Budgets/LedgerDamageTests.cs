using System.Text;
using VideoGen.Budgets;
using VideoGen.Journal;

namespace VideoGen.Tests.Budgets;

/// <summary>The ledger on disk: torn writes, foreign hands, many lines.</summary>
public sealed class LedgerDamageTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    private readonly BudgetBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private string TotalsPath => Path.ChangeExtension(_bench.LedgerPath, ".totals");

    private static SpendingChange Line(string? key = null) => new(key ?? JobKey.New(), null, new SpendingRecord(Day, SpendingState.Taken, 1, "credits", 1));

    private void Append(int lines) => new SpendingFile(_bench.LedgerPath).Append(Enumerable.Range(0, lines).Select(_ => Line())).Dispose();

    private Task<string?> ErrorAsync() => _bench.ErrorAsync(Guid.NewGuid().ToString("n"));

    [Theory]
    [InlineData("4f")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task Submit_LastLineIsTorn_IsLeftOut(string tail)
    {
        await _bench.SetAsync("120 credits");
        Assert.Null(await ErrorAsync());
        await File.AppendAllTextAsync(_bench.LedgerPath, tail);
        Assert.Equal(40, (await _bench.GetAsync()).Spent);
        Assert.Null(await ErrorAsync());
        Assert.Equal(80, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task Submit_OnlyTheLastEndIsMissing_LineCounts()
    {
        await _bench.SetAsync("120 credits");
        Assert.Null(await ErrorAsync());
        await File.WriteAllTextAsync(_bench.LedgerPath, (await File.ReadAllTextAsync(_bench.LedgerPath)).TrimEnd('\n'));
        Assert.Null(await ErrorAsync());
        Assert.Equal((80m, 2), ((await _bench.GetAsync()).Spent!.Value, (await _bench.GetAsync()).SpentClips));
    }

    [Theory]
    [InlineData("40", "10")]
    [InlineData("2026-05-04", "2026-05-03")]
    [InlineData("\n", "\njunk\n")]
    public async Task Submit_LineWasChanged_IsNotSentWhereThereIsABudget(string from, string to)
    {
        Assert.Null(await ErrorAsync());
        string text = await File.ReadAllTextAsync(_bench.LedgerPath);
        await File.WriteAllTextAsync(_bench.LedgerPath, text.Replace(from, to, StringComparison.Ordinal));
        Assert.Null(await ErrorAsync());

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _bench.SetAsync("900 credits"));
        Assert.Equal("DamagedBudget", error.ErrorId);
        Assert.Contains(_bench.LedgerPath, error.Message, StringComparison.Ordinal);
        int sent = _bench.Provider.Submissions.Count;
        Assert.Equal("DamagedBudget", await ErrorAsync());
        Assert.Equal(sent, _bench.Provider.Submissions.Count);

        File.Delete(_bench.LedgerPath);
        Assert.Null(await ErrorAsync());
    }

    [Fact]
    public async Task Submit_LinesAreMissingAtTheEnd_IsNoticedByTheTotals()
    {
        Append(3000);
        await _bench.SetAsync("9000 credits");
        Assert.Null(await ErrorAsync());
        Assert.True(File.Exists(TotalsPath));
        Assert.Equal(3040, (await _bench.GetAsync()).Spent);

        byte[] content = await File.ReadAllBytesAsync(_bench.LedgerPath);
        await File.WriteAllBytesAsync(_bench.LedgerPath, content[..(content.Length / 2)]);
        Assert.Equal("DamagedBudget", await ErrorAsync());
        File.Delete(_bench.LedgerPath);
        Assert.Equal("DamagedBudget", await ErrorAsync());
        File.Delete(TotalsPath);
        Assert.Null(await ErrorAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("junk")]
    [InlineData("0000000a {}")]
    public async Task Submit_TotalsAreDamaged_AreCountedAgain(string content)
    {
        Append(3000);
        await _bench.SetAsync("9000 credits");
        Assert.Null(await ErrorAsync());
        await File.WriteAllTextAsync(TotalsPath, content);
        Assert.Equal(3040, (await _bench.GetAsync()).Spent);
    }

    [Fact]
    public async Task Submit_TotalsAreOfAnotherLedger_AreCountedAgain()
    {
        Append(3000);
        await _bench.SetAsync("9000 credits");
        Assert.Null(await ErrorAsync());
        File.Delete(_bench.LedgerPath);
        Append(4000);
        Assert.Equal(4000, (await _bench.GetAsync()).Spent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(9999)]
    public void Find_AnyPlaceOfALongLedger_IsTheLastLineOfItsKey(int place)
    {
        var file = new SpendingFile(_bench.LedgerPath);
        SpendingChange[] lines = [.. Enumerable.Range(0, 10_000).Select(_ => Line())];
        file.Append(lines).Dispose();
        Assert.Equal(lines[place].Now, file.Find(lines[place].Key));
        Assert.Null(file.Find(JobKey.New()));
        file.Append([new SpendingChange(lines[place].Key, lines[place].Now, null)]).Dispose();
        Assert.Null(file.Find(lines[place].Key));
        Assert.Equal(9_999, file.Read(totals => totals.Sum(PeriodWindow.Of(BudgetPeriod.Month, new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero)), "credits")).Clips);
    }

    [Fact]
    public void Line_Record_IsReadAsItWasWritten()
    {
        var change = new SpendingChange(JobKey.New(), new SpendingRecord(Day, SpendingState.Reserved, null, "credits", 4), new SpendingRecord(Day, SpendingState.Charged, 0.0625m, "a unit, of two words", 4));
        byte[] line = Encoding.ASCII.GetBytes(change.ToLine());
        Assert.Equal(change, SpendingChange.Parse(line.AsSpan(0, line.Length - 1)));
        for (int i = 0; i < line.Length - 1; i++)
        {
            byte[] other = [.. line[..^1]];
            other[i] ^= 1;
            Assert.Null(SpendingChange.Parse(other));
            Assert.Null(SpendingChange.Parse(line.AsSpan(0, i)));
        }
    }
}
