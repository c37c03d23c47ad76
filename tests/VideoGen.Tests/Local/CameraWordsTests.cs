using System.Text.RegularExpressions;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed partial class CameraWordsTests
{
    [Theory]
    [InlineData("ZOOM IN on the face", 1, 0, 0, 0)]
    [InlineData("the camera zooms slowly in", 0.5, 0, 0, 0)]
    [InlineData("zooming into the window", 1, 0, 0, 0)]
    [InlineData("a fast car, zoom in", 1, 0, 0, 0)]
    [InlineData("zoom in, slow pan left", 1, -0.5, 0, 0)]
    [InlineData("zoom in then zoom out", 1, 0, 0, 0)]
    [InlineData("pan from left to right", 0, 1, 0, 0)]
    [InlineData("panning gently to the left while tilting upwards", 0, -0.5, 1, 0)]
    [InlineData("rapid roll counter-clockwise", 0, 0, 0, -1.6)]
    [InlineData("a frying pan on the left", 0, 0, 0, 0)]
    [InlineData("the man panics, left alone", 0, 0, 0, 0)]
    [InlineData("a pinzoom inside", 0, 0, 0, 0)]
    [InlineData("rotating sculptures", 0, 0, 0, 0)]
    [InlineData("", 0, 0, 0, 0)]
    public void Read_OfAPrompt_FindsItsMoves(string prompt, double zoom, double pan, double tilt, double turn)
    {
        CameraMove move = CameraWords.Read(prompt);

        Assert.Equal((zoom, pan, tilt, turn), (move.Zoom, move.Pan, move.Tilt, move.Turn));
    }

    [Theory]
    [InlineData("static", true)]
    [InlineData("the camera stays still", true)]
    [InlineData("still life with fruit", false)]
    [InlineData("a static tripod shot that ends in a zoom in", false)]
    public void Read_OfAStaticShot_IsStaticUnlessAMoveIsAsked(string prompt, bool isStatic) =>
        Assert.Equal(isStatic, CameraWords.Read(prompt).IsStatic);

    [Fact]
    public void Page_OfTheCameraWords_ListsOnlyWordsThatWork()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Local", "Data", "local.md"));
        string table = page.Split("## Camera words")[1].Split("\n## ")[0];
        string[] rows = [.. table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

        Assert.InRange(rows.Length, 10, 30);
        foreach (string row in rows)
        {
            CameraMove[] moves = [.. CodeSpan().Matches(row.Split('|')[1]).Select(match => CameraWords.Read(match.Groups[1].Value))];
            Assert.All(moves, move => Assert.True(move.IsAsked, row));
            Assert.Single(moves.Distinct());
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
