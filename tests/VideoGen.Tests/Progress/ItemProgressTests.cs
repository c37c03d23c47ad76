using VideoGen.Cmdlets.Progress;

namespace VideoGen.Tests.Progress;

public sealed class ItemProgressTests
{
    private static readonly VideoCost Planned = new(20, "credits", Charged: false);

    private readonly ManualTimeProvider _time = new();
    private readonly ItemProgress _progress;

    public ItemProgressTests()
    {
        _progress = new ItemProgress(_time, "rows", "refused");
        _progress.Show(() => { });
    }

    [Fact]
    public void ItemProgress_Rows_AreCountedWithWhatTheyCost()
    {
        for (int i = 0; i < 4; i++)
        {
            _progress.Expect(planned: Planned);
        }

        _progress.Spend(new VideoCost(25, "credits", Charged: true));
        _progress.End("first", hasFailed: false, Planned);
        _progress.End("second", hasFailed: true, Planned);

        Assert.Equal(new ProgressState("2 of 4 rows, 1 refused, about 25 of 65 credits", "second", 50, null), _progress.Now());
    }

    [Fact]
    public void ItemProgress_TimeLeft_IsToldWhenNoMoreCome()
    {
        _progress.Expect(10);
        _time.Advance(TimeSpan.FromSeconds(8));
        _progress.End(null, hasFailed: false);
        _progress.End(null, hasFailed: false);
        Assert.Null(_progress.Now().Left);

        _progress.Complete();
        Assert.Equal(TimeSpan.FromSeconds(32), _progress.Now().Left);
    }

    [Fact]
    public void ItemProgress_RowsTheJournalAnswers_TellNothingOfThePace()
    {
        _progress.ExpectInAll(10);
        _time.Advance(TimeSpan.FromSeconds(8));
        _progress.End(null, hasFailed: false, isWork: false);
        Assert.Null(_progress.Now().Left);

        _progress.End(null, hasFailed: false);
        Assert.Equal(TimeSpan.FromSeconds(64), _progress.Now().Left);
    }
}
