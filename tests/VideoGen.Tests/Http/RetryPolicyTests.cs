using System.Net;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

public sealed class RetryPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0.0, 0.5)]
    [InlineData(0, 0.999999, 1.0)]
    [InlineData(3, 0.0, 4.0)]
    [InlineData(3, 0.5, 6.0)]
    [InlineData(20, 0.0, 15.0)]
    [InlineData(int.MaxValue, 0.999999, 30.0)]
    public void Delay_DoublesUpToTheLimitLessARandomHalf(int resend, double random, double seconds) =>
        Assert.Equal(seconds, new RetryPolicy().Delay(resend, random).TotalSeconds, 0.001);

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 0)]
    [InlineData("Mon, 04 May 2026 03:03:01 GMT", 60)]
    [InlineData("Mon, 04 May 2026 03:00:00 GMT", 0)]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    public void RetryAfter_SecondsOrDate_IsTheTimeFromNow(string? header, int? seconds)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
        {
            _ = answer.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        Assert.Equal(seconds, RetryPolicy.RetryAfter(answer, Now)?.TotalSeconds);
    }
}
