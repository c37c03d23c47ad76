using VideoGen.Gallery;

namespace VideoGen.Tests.Gallery;

public sealed class NextStepTests
{
    private static readonly ManualTimeProvider Time = new();

    private static readonly VideoJob Job = new() { Key = "m4qaeqdx01", Provider = "Fake", CreatedAt = Time.GetUtcNow() };

    [Theory]
    [InlineData(VideoStatus.Pending, null)]
    [InlineData(VideoStatus.Sending, "Get-VideoJob -Id m4qaeqdx")]
    [InlineData(VideoStatus.Unknown, "Resolve-VideoJob -Id m4qaeqdx")]
    [InlineData(VideoStatus.Queued, "Wait-VideoJob -Id m4qaeqdx | Save-VideoJob -Destination .")]
    [InlineData(VideoStatus.Running, "Wait-VideoJob -Id m4qaeqdx | Save-VideoJob -Destination .")]
    [InlineData(VideoStatus.Completed, "Save-VideoJob -Id m4qaeqdx -Destination .")]
    [InlineData(VideoStatus.Failed, "$rows | New-VideoJob")]
    [InlineData(VideoStatus.Cancelled, "$rows | New-VideoJob")]
    [InlineData(VideoStatus.Expired, "$rows | New-VideoJob")]
    public void NextStep_EveryState_HasAReasonAndACommand(VideoStatus status, string? command)
    {
        NextStep next = NextStep.Of(Job with { Status = status }, null, Time);

        Assert.Equal(command, next.Command);
        Assert.EndsWith(".", next.Reason, StringComparison.Ordinal);
        Assert.Equal(status == VideoStatus.Completed ? "Not saved" : status.ToString(), next.State);
    }

    [Fact]
    public void NextStep_FailedJobOfABatch_RetriesIt() => Assert.Equal(
        "$rows | New-VideoJob -Batch 'it''s $mine' -RetryFailed", NextStep.Of(Job with { Status = VideoStatus.Failed, Batch = "it's $mine" }, null, Time).Command);

    [Theory]
    [InlineData("no: See https://cdn.example/a.mp4?Signature=abc&Expires=1 for more", "no: See (link) for more")]
    [InlineData("no: \u001B[31mred\u202Eevil", "no: [31mred evil")]
    public void NextStep_ReasonOfAService_HasNoLinkAndNoControlCharacter(string reason, string shown)
    {
        string[] parts = reason.Split(": ", 2);
        Assert.Equal(shown, NextStep.Of(Job with { Status = VideoStatus.Failed, Error = new JobError(parts[0], parts[1]) }, null, Time).Reason);
    }

    [Fact]
    public void NextStep_FileThatIsGone_IsNamed() =>
        Assert.Contains("a.mp4", NextStep.Of(Job with { Status = VideoStatus.Completed }, "a.mp4", Time).Reason, StringComparison.Ordinal);
}
