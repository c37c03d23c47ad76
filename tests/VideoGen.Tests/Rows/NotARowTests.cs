using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class NotARowTests
{
    private static readonly string[] TwoTexts = ["a", "b"];

    public static TheoryData<object?, string> Refused => new()
    {
        { null, "Nothing ($null) came down the pipeline" },
        { 5, "The number 5" },
        { 1.5, "The number 1.5" },
        { true, "The value $true" },
        { new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc), "The date 2026-03-04" },
        { TwoTexts, "A list of 2 values" },
        { new List<int> { 1 }, "A list of 1 value " },
        { 'x', "An object of type System.Char" },
        { new Version(1, 2), "An object of type System.Version" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_AnythingElse_SaysWhatCame(object? value, string said)
    {
        using var _ = new CultureScope("de-DE");

        VideoGenException error = NotARow.Of(value);

        Assert.Equal("NotARow", error.ErrorId);
        Assert.StartsWith(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("not a row", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Folder_SaysHowToPipeItsFiles() =>
        Assert.Contains("Get-ChildItem", NotARow.Of(new DirectoryInfo(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_DeserialisedObject_ShowsPowerShellsTypeName() =>
        Assert.Contains("Deserialized.System.Diagnostics.Process", NotARow.Of(new object(), "Deserialized.System.Diagnostics.Process").Message, StringComparison.Ordinal);

    [Fact]
    public void Job_WithKey_NamesItAndTheCommandToPipeItTo()
    {
        VideoGenException error = NotARow.Job("3f9a4c2e");

        Assert.Contains("3f9a4c2e", error.Message, StringComparison.Ordinal);
        Assert.Contains("Wait-VideoJob", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VideoGen.VideoJob", true)]
    [InlineData("Deserialized.VideoGen.VideoJob", true)]
    [InlineData("Selected.VideoGen.VideoJob", true)]
    [InlineData("CSV:VideoGen.VideoJob", true)]
    [InlineData("System.Management.Automation.PSCustomObject", false)]
    public void AreJob_TypeName_IsAJobWhateverWentBefore(string name, bool job) =>
        Assert.Equal(job, RowTypeNames.AreJob([name, "System.Object"]));

    [Theory]
    [InlineData("System.Management.Automation.PSCustomObject", true)]
    [InlineData("Deserialized.System.Management.Automation.PSCustomObject", true)]
    [InlineData("CSV:Shot", true)]
    [InlineData("Deserialized.System.Diagnostics.Process", false)]
    [InlineData("Deserialized.System.IO.FileInfo", false)]
    public void AreColumns_TypeName_IsARowOnlyForCustomObjects(string name, bool columns) =>
        Assert.Equal(columns, RowTypeNames.AreColumns(["Some.Type", name, "System.Object"]));
}
