using System.Net;

namespace VideoGen.Tests.Commands;

public sealed class VideoGenExceptionTests
{
    private static readonly VideoJob Job = new() { Key = "abcdefgh12345678", Id = "srv-1", Provider = "Akool", Raw = new string('x', 1_000_000) };

    private static readonly VideoGenException Refusal = new(VideoErrors.PaymentRequired, "Akool answered 402 (1104): too poor")
    {
        Provider = "Akool",
        ServiceCode = "1104",
        HttpStatus = HttpStatusCode.PaymentRequired,
        RequestId = "req-1",
        RetryAfter = TimeSpan.FromSeconds(20),
    };

    [Fact]
    public void Exception_WrappedTwice_HasTheFactsOfItsCause()
    {
        var outer = new VideoGenException(VideoErrors.JobUnknown, "not known", new VideoGenException(VideoErrors.ServiceFailed, "failed", Refusal));

        Assert.Equal(("Akool", "1104", HttpStatusCode.PaymentRequired, "req-1", TimeSpan.FromSeconds(20)),
            (outer.Provider, outer.ServiceCode, outer.HttpStatus, outer.RequestId, outer.RetryAfter!.Value));
    }

    [Fact]
    public void Exception_GivenARowOrAJob_KeepsEveryFact()
    {
        VideoGenException about = Refusal.InRow(7).WithRemedy("Top up.").About(Job);

        Assert.Equal("Row 7: Akool answered 402 (1104): too poor", about.Message);
        Assert.Equal(("Akool", "abcdefgh12345678", "1104", HttpStatusCode.PaymentRequired, "req-1"), (about.Provider, about.JobKey, about.ServiceCode, about.HttpStatus, about.RequestId));
    }

    [Fact]
    public void ToString_Facts_AreALineEachWithoutAStack()
    {
        VideoGenException error = Assert.Throws<VideoGenException>((Action)(() => throw new VideoGenException(VideoErrors.JobUnknown, "It is not known.", Refusal) { Job = Job, Remedy = "Run it." }));

        Assert.Equal(
            """
            It is not known.
              ErrorId: JobUnknown
              Provider: Akool
              JobKey: abcdefgh12345678
              ServiceCode: 1104
              HttpStatus: 402 PaymentRequired
              RequestId: req-1
              RetryAfter: 20 s
              Remedy: Run it.
              Cause: VideoGenException: Akool answered 402 (1104): too poor
            """.ReplaceLineEndings(Environment.NewLine),
            error.ToString());
    }

    [Fact]
    public void ToString_WhatNobodyForesaw_SaysWhereItWasThrown()
    {
        InvalidOperationException bug = Assert.Throws<InvalidOperationException>(() => Enumerable.Empty<int>().First());

        Assert.Contains("at System.Linq", VideoGenException.Of(bug).ToString(), StringComparison.Ordinal);
    }
}
