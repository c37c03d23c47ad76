using VideoGen.Cmdlets.Progress;

namespace VideoGen.Tests.Progress;

public sealed class RunTimesTests
{
    private readonly RunTimes _times = new();

    [Fact]
    public void RunTimes_NothingMade_TellsNothing() => Assert.Null(_times.Left([Seconds(30)], 5));

    [Fact]
    public void RunTimes_NothingToCome_TellsNothing()
    {
        _times.Add(Seconds(60));

        Assert.Null(_times.Left([], 0));
    }

    [Fact]
    public void RunTimes_AllAtOnce_TakesAsLongAsTheLastOfThem()
    {
        _times.Add(Seconds(60));

        Assert.Equal(Seconds(50), _times.Left([Seconds(10), Seconds(40), Seconds(55)], 0));
    }

    [Fact]
    public void RunTimes_SomeQueued_TakeTheirTurns()
    {
        _times.Add(Seconds(50));
        _times.Add(Seconds(70));

        // Two places, 30 s each to go, and four clips of a minute that share them.
        Assert.Equal(Seconds(150), _times.Left([Seconds(30), Seconds(30)], 4));
    }

    [Fact]
    public void RunTimes_NoneIsRunning_AreTakenOneAfterAnother()
    {
        _times.Add(Seconds(60));

        Assert.Equal(Seconds(180), _times.Left([], 3));
    }

    [Fact]
    public void RunTimes_LongerThanAllBefore_IsNeverNothing()
    {
        _times.Add(Seconds(60));

        Assert.Equal(Seconds(20), _times.Left([Seconds(200)], 0));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
