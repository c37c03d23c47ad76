namespace VideoGen.Tests.Looks;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 13, 5, 9, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "2026-03-01 15:05:09 (now)")]
    [InlineData(-200, "2026-03-01 15:01:49 (3 min ago)")]
    [InlineData(-260_000, "2026-02-26 14:51:49 (3 d ago)")]
    [InlineData(42, "2026-03-01 15:05:51 (in 42 s)")]
    [InlineData(85_000, "2026-03-02 14:41:49 (in 23 h)")]
    public void Moment_SecondsFromNow_IsLocalTimeWithTheDistance(int seconds, string expected) =>
        Assert.Equal(expected, DisplayText.Moment(Now.AddSeconds(seconds), new Clock()));

    [Fact]
    public void Moment_Null_IsEmpty() => Assert.Equal("", DisplayText.Moment(null, new Clock()));

    [Fact]
    public void Moment_DateOfAnotherZone_IsShownInTheLocalOne() =>
        Assert.Equal("2026-03-01 15:05:09 (now)", DisplayText.Moment(Now.ToOffset(TimeSpan.FromHours(-8)), new Clock()));

    /// <summary>Stands still, two hours east of Greenwich.</summary>
    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("East", TimeSpan.FromHours(2), "East", "East");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
