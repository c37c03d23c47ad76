using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class RowLayoutTests
{
    [Theory]
    [InlineData(true, "Prompt", "Seconds", "note")]
    [InlineData(false, "Prompt", "Seconds")]
    [InlineData(false, "Prompt", "Seconds", "note", "Name")]
    [InlineData(false, "Seconds", "Prompt", "note")]
    [InlineData(false, "Prompt", "Duration", "note")]
    [InlineData(false, "Prompt", "Seconds", "Note")]
    public void Fits_OnlyTheSameHeadersInTheSameOrder(bool fits, params string[] headers) =>
        Assert.Equal(fits, new RowLayout("Prompt", "Seconds", "note").Fits([.. headers]));

    [Fact]
    public void Own_CellsOfAColumnUnderAllItsNames_InTheOrderOfTheTable()
    {
        var layout = new RowLayout("video_length", "note", "\uFEFFPrompt", " Seconds ");

        Assert.Equal(["Prompt: 2", "Duration: 0, 3"], layout.Own.Select(own => $"{own.Column.Name}: {string.Join(", ", own.Cells)}"));
        Assert.Equal("Prompt", layout.Names[2]);
        Assert.Null(layout.Columns[1]);
    }
}
