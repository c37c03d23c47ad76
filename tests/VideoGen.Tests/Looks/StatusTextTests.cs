using VideoGen.Cmdlets;

namespace VideoGen.Tests.Looks;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData(VideoStatus.Completed, "<green>Completed<reset>")]
    [InlineData(VideoStatus.Failed, "<red>Failed<reset>")]
    [InlineData(VideoStatus.Unknown, "<magenta>Unknown<reset>")]
    [InlineData(VideoStatus.Expired, "<yellow>Expired<reset>")]
    [InlineData(VideoStatus.Queued, "<cyan>Queued<reset>")]
    [InlineData(VideoStatus.Running, "<cyan>Running<reset>")]
    [InlineData(VideoStatus.Pending, "<dim>Pending<reset>")]
    [InlineData(VideoStatus.Sending, "<dim>Sending<reset>")]
    [InlineData(VideoStatus.Cancelled, "<dim>Cancelled<reset>")]
    public void Of_Style_WrapsTheStatusInItsColour(VideoStatus status, string expected) =>
        Assert.Equal(expected, StatusText.Of(status, new Style()));

    [Fact]
    public void Of_NoStyle_IsTheBareWord() => Assert.Equal("Failed", StatusText.Of(VideoStatus.Failed, style: null));

    /// <summary>The members of PowerShell's PSStyle that are used; public, as dynamic binding asks for.</summary>
    public sealed class Style
    {
        public string Reset { get; } = "<reset>";

        public string Dim { get; } = "<dim>";

        public Colors Foreground { get; } = new();
    }

    public sealed class Colors
    {
        public string Green { get; } = "<green>";

        public string Red { get; } = "<red>";

        public string Magenta { get; } = "<magenta>";

        public string Yellow { get; } = "<yellow>";

        public string Cyan { get; } = "<cyan>";
    }
}
