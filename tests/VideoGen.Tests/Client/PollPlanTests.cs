using VideoGen.Client;

namespace VideoGen.Tests.Client;

public sealed class PollPlanTests
{
    [Theory]
    [InlineData(null, null, 0, 10)]
    [InlineData(3, null, 0, 3)]
    [InlineData(null, 2, 0, 2)]
    [InlineData(30, 2, 0, 30)]
    [InlineData(3, 20, 0, 20)]
    [InlineData(null, null, 1, 20)]
    [InlineData(null, null, 3, 80)]
    [InlineData(null, null, 9, 120)]
    [InlineData(300, null, 5, 300)]
    public void PollPlan_Pause_IsTheLongestOfWhatWasSaidAndGrowsWithFailures(int? told, int? chosen, int failures, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), PollPlan.NextPause(FakeProvider.Description, Seconds(told), Seconds(chosen), held: null, failures, chance: 0));

    [Theory]
    [InlineData(null, null, 55, 0, 0)]
    [InlineData(null, null, 0, 0, 10)]
    [InlineData(null, null, 4, 0, 6)]
    [InlineData(3, null, 55, 0, 3)]
    [InlineData(null, 2, 55, 0, 2)]
    [InlineData(null, null, 55, 1, 20)]
    public void PollPlan_HeldRead_IsAskedAgainAtOnceUnlessSomebodyWantsAPauseOrItWasNotHeld(int? told, int? chosen, int held, int failures, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), PollPlan.NextPause(FakeProvider.Description, Seconds(told), Seconds(chosen), Seconds(held), failures, chance: 0));

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(null, 2, 5)]
    [InlineData(null, 7, 7)]
    [InlineData(3, 2, 3)]
    public void PollPlan_ServiceLimitsHowOftenItIsAsked_PauseIsNotShorter(int? told, int? chosen, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), PollPlan.NextPause(FakeProvider.Description with { ReadSpacing = TimeSpan.FromSeconds(5) }, Seconds(told), Seconds(chosen), held: null, 0, chance: 0));

    [Fact]
    public void PollPlan_Chance_SpreadsRetriesOnly()
    {
        Assert.Equal(TimeSpan.FromSeconds(25), PollPlan.NextPause(FakeProvider.Description, null, null, null, 1, chance: 1));
        Assert.Equal(TimeSpan.FromSeconds(10), PollPlan.NextPause(FakeProvider.Description, null, null, null, 0, chance: 1));
    }

    [Theory]
    [InlineData(0L, 0, 100)]
    [InlineData(-10_000L, 0, 100)]
    [InlineData(long.MaxValue, 0, 86_400_000)]
    [InlineData(long.MaxValue, 6, 86_400_000)]
    public void PollPlan_UserAsksForAnAbsurdPause_IsWithinReason(long ticks, int failures, int expectedMilliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(expectedMilliseconds),
        PollPlan.NextPause(FakeProvider.Description, null, TimeSpan.FromTicks(ticks), held: null, failures, chance: 0));

    [Theory]
    [InlineData(null, null)]
    [InlineData(-5.0, 1.0)]
    [InlineData(0.0, 1.0)]
    [InlineData(0.001, 1.0)]
    [InlineData(0.25, 0.25)]
    [InlineData(20.0, 20.0)]
    [InlineData(86_399.0, 600.0)]
    public void PollPlan_ServiceAsksForAnAbsurdPause_IsWithinReason(double? told, double? expected) =>
        Assert.Equal(expected, PollPlan.WithinReason(told is { } seconds ? TimeSpan.FromSeconds(seconds) : null)?.TotalSeconds);

    private static TimeSpan? Seconds(int? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
