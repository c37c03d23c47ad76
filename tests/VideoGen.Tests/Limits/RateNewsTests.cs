using System.Net;
using VideoGen.Limits;

namespace VideoGen.Tests.Limits;

public sealed class RateNewsTests
{
    private static readonly DateTimeOffset Sent = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Sent.AddSeconds(50);

    [Theory]
    [InlineData("3", "20", 3, 20)]
    [InlineData(" 0 ", "59.5", 0, 60)]
    [InlineData("3", "1777863801", 3, 80)]
    public void Read_Headers_AreTakenWithResetCountedFromTheSendingOrAsAMoment(string remaining, string reset, int left, int seconds) =>
        Assert.Equal(new RateNews(left, Sent.AddSeconds(seconds)), Read(remaining, reset, null, refused: false));

    [Theory]
    [InlineData(null, "20")]
    [InlineData("3", null)]
    [InlineData("many", "20")]
    [InlineData("3", "soon")]
    [InlineData("-1", "20")]
    [InlineData("99999999999999999999999999", "20")]
    [InlineData("", "")]
    public void Read_HeadersAreMissingOrNone_IsNothing(string? remaining, string? reset) => Assert.Null(Read(remaining, reset, null, refused: false));

    [Fact]
    public void Read_Refusal_BlocksForAsLongAsItSays()
    {
        Assert.Equal(new RateNews(0, Now.AddSeconds(7)), Read("4", "20", "7", refused: true));
        Assert.Equal(new RateNews(4, Sent.AddSeconds(20)), Read("4", "20", "7", refused: false));
    }

    private static RateNews? Read(string? remaining, string? reset, string? retryAfter, bool refused)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK);
        foreach ((string name, string? value) in new[] { ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset), ("Retry-After", retryAfter) })
        {
            if (value is not null)
            {
                Assert.True(answer.Headers.TryAddWithoutValidation(name, value));
            }
        }

        return RateNews.Read(answer, Sent, refused, Now);
    }
}
