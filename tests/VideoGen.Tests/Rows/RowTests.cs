using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class RowTests
{
    [Fact]
    public void OfPrompt_Text_IsKeptAsItIs()
    {
        VideoRequest request = Binding.Binder().Bind(Row.OfPrompt("  a [cat]* in the\nrain "), Binding.Provider);

        Assert.Equal("  a [cat]* in the\nrain ", request.Prompt);
        Assert.Null(request.Image);
    }

    [Fact]
    public void OfFile_ExistingFile_IsImageAndName()
    {
        string path = Path.Combine(Path.GetTempPath(), $"shot [1] ä.b {Guid.NewGuid():N}.png");
        File.WriteAllBytes(path, [1]);
        try
        {
            VideoRequest request = Binding.Binder().Bind(Row.OfFile(new FileInfo(path)), Binding.Provider);

            Assert.Equal(new ImageReference(ImageKind.File, path), request.Image);
            Assert.Equal(Path.GetFileNameWithoutExtension(path), request.Name);
            Assert.Null(request.Prompt);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void OfFile_FileThatIsGone_IsImageNotFound()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");

        var error = Assert.Throws<VideoGenException>(() => Binding.Binder().Bind(Row.OfFile(new FileInfo(path)), Binding.Provider));

        Assert.Equal("ImageNotFound", error.ErrorId);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFFPrompt")]
    [InlineData("\u00EF\u00BB\u00BFPrompt")]
    [InlineData("\uFEFF\"Prompt\"")]
    [InlineData(" Prompt\t")]
    [InlineData("pROMPT")]
    public void OfColumns_HeaderWithMarkOrBlanksOrOtherCase_IsThePromptColumn(string header)
    {
        RowBinder binder = Binding.Binder();

        Assert.Equal("x", binder.Bind(Binding.Row((header, "x")), Binding.Provider).Prompt);
        Assert.Empty(binder.TakeWarnings());
    }

    [Fact]
    public void OfColumns_ColumnsOfAJob_AreNotARow()
    {
        (string, object?)[] sheet = [("Id", "7"), ("key", "k"), ("Provider", "Studio"), ("Status", "Completed"), ("CreatedAt", "now"), ("Outputs", "1 file"), ("Prompt", "x")];

        var error = Assert.Throws<VideoGenException>(() => Binding.Row(sheet));

        Assert.Equal("NotARow", error.ErrorId);
        Assert.Contains("job already", error.Message, StringComparison.Ordinal);
        Assert.Contains("Wait-VideoJob", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void OfColumns_SheetWithKeyProviderAndStatus_IsARow() =>
        Assert.Equal("k", Binding.Bind(("Key", "k"), ("Provider", "Studio"), ("Status", "draft")).Key);

    [Fact]
    public void None_WithCommandLine_BindsTheCommandLineAlone()
    {
        VideoRequest request = Binding.Binder(new Dictionary<string, object?> { ["Prompt"] = "x", ["Batch"] = "b" }).Bind(Row.None, Binding.Provider);

        Assert.Equal(new VideoRequest { Prompt = "x", Provider = "Studio" }, request with { ReferenceImages = new VideoRequest().ReferenceImages, WebhookEvents = new VideoRequest().WebhookEvents });
    }
}
