using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Tests.Limits;

public sealed class RateBucketTests
{
    private static readonly RateLimit Two = new("creates", 2, TimeSpan.FromMinutes(1));
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Fact]
    public void Pause_BelowTheCount_IsNone()
    {
        Assert.Equal(0, PauseAt(new RateBucket(), 0));
        Assert.Equal(0, PauseAt(Taken(0), 0));
    }

    [Theory]
    [InlineData(0, 61)]
    [InlineData(31, 30)]
    [InlineData(60.5, 0.5)]
    [InlineData(61, 0)]
    public void Pause_AtTheCount_EndsWhenTheOldestIsOverAtTheServiceToo(double now, double expected) =>
        Assert.Equal(expected, PauseAt(Taken(0, 0), now));

    [Fact]
    public void Pause_RequestsAtDifferentTimes_CountsThoseOfTheLastSpan()
    {
        RateBucket bucket = Taken(0, 40);
        Assert.Equal(11, PauseAt(bucket, 50));
        bucket = bucket.Take(Two, At(61));
        Assert.Equal(101 - 62, PauseAt(bucket, 62));
    }

    [Fact]
    public void Take_ManyTimes_KeepsNoMoreThanCanMatter() =>
        Assert.Equal(2, Taken([.. Enumerable.Range(0, 100).Select(second => (double)second)]).Sent.Count);

    [Fact]
    public void Learn_ServiceTakesNoMore_BlocksUntilItCountsAnew()
    {
        RateBucket bucket = Taken(0).Learn(Two, left: 0, At(20), At(0));
        Assert.Equal(21, PauseAt(bucket, 0));
        Assert.Equal(0, PauseAt(bucket, 21));
    }

    [Fact]
    public void Learn_ServiceTakesFewerThanWeThink_CountsDownWithEachRequest()
    {
        RateBucket bucket = new RateBucket().Learn(Two, left: 1, At(20), At(0));
        Assert.Equal(0, PauseAt(bucket, 0));
        Assert.Equal(20, PauseAt(bucket.Take(Two, At(1)), 1));
    }

    [Fact]
    public void Learn_AnswersOvertakeEachOther_LowestNumberCounts()
    {
        RateBucket bucket = new RateBucket().Learn(Two, left: 0, At(20), At(0)).Learn(Two, left: 1, At(20), At(0));
        Assert.Equal(21, PauseAt(bucket, 0));
        bucket = new RateBucket().Learn(Two, left: 1, At(20), At(0)).Learn(Two, left: 0, At(19.5), At(0));
        Assert.Equal(20.5, PauseAt(bucket, 0));
    }

    [Fact]
    public void Learn_NewSpanOfTheService_CountsAnew()
    {
        RateBucket bucket = new RateBucket().Learn(Two, left: 0, At(20), At(0)).Learn(Two, left: 1, At(85), At(25));
        Assert.Equal(0, PauseAt(bucket, 25));
    }

    [Fact]
    public void Learn_ServiceNamesAFarDay_BlocksForOneSpanAtMost() =>
        Assert.Equal(61, PauseAt(new RateBucket().Learn(Two, left: 0, At(1e6), At(0)), 0));

    [Fact]
    public void Learn_SpanThatIsOver_ChangesNothing()
    {
        RateBucket bucket = Taken(0);
        Assert.Same(bucket, bucket.Learn(Two, left: 0, At(5), At(30)));
    }

    [Fact]
    public void Pause_ClockWasSetBack_DoesNotBlock()
    {
        RateBucket bucket = Taken(1000, 1000).Learn(Two, left: 0, At(1050), At(1000));
        Assert.Equal(0, PauseAt(bucket, 0));
    }

    [Fact]
    public void Merge_SameFileReadByBoth_CountsEachRequestOnce()
    {
        RateBucket shared = Taken(0);
        Assert.Equal([At(0), At(0), At(3)], shared.Take(Two, At(3)).Merge(new RateBucket { Sent = [At(0), At(0)] }).Sent);
        Assert.Equal(shared.Sent, shared.Merge(shared).Sent);
    }

    [Fact]
    public void Merge_OneWasToldMore_KnowsIt()
    {
        RateBucket told = new RateBucket().Learn(Two, left: 0, At(20), At(0));
        Assert.Equal(21, PauseAt(Taken(0).Merge(told), 0));
        Assert.Equal(21, PauseAt(told.Merge(Taken(0)), 0));
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static RateBucket Taken(params double[] seconds) => seconds.Aggregate(new RateBucket(), (bucket, second) => bucket.Take(Two, At(second)));

    private static double PauseAt(RateBucket bucket, double seconds) => bucket.Pause(Two, At(seconds)).TotalSeconds;
}
