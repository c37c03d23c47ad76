namespace VideoGen.Tests.Client;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("shot-0001", 9, "shot-0001")]
    [InlineData("shot-0001", 8, "shot-00…")]
    [InlineData("a fox, in snow", 60, "a fox, in snow")]
    [InlineData("a  fox", 60, "a fox")]
    [InlineData(" a fox", 60, "a fox")]
    [InlineData("a fox ", 60, "a fox")]
    [InlineData(" ", 60, "")]
    [InlineData("a\tfox\u007Fruns", 60, "a fox runs")]
    [InlineData("a\u001B[31mfox", 60, "a [31mfox")]
    [InlineData("ein Fuchs läuft\u00A0weg", 60, "ein Fuchs läuft weg")]
    public void OneLine_Text_HasSingleBlanksAndNoControlsAndFits(string text, int width, string line) =>
        Assert.Equal(line, DisplayText.OneLine(text, width));
}
