using System.Collections.Specialized;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class ImageTests
{
    [Theory]
    [InlineData("https://example.com/a.png", ImageKind.Url)]
    [InlineData("HTTP://example.com/a.png", ImageKind.Url)]
    [InlineData("data:image/png;base64,AAAA", ImageKind.DataUri)]
    [InlineData("DATA:image/svg+xml;charset=utf-8;BASE64,AAAA", ImageKind.DataUri)]
    [InlineData("id-5c1e8b34", ImageKind.Id)]
    public void Image_TextThatIsNoFile_IsOfItsKind(string text, ImageKind kind)
    {
        var expected = new ImageReference(kind, text);

        Assert.Equal(expected, Binding.Bind(("Image", $" {text} ")).Image);
        Assert.Equal(expected, Binding.Bind(("LastImage", text)).LastImage);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("id-5c1e8b34")]
    [InlineData("shots/[1] * ?.png")]
    [InlineData("日本 ü'.png")]
    [InlineData("trailing .png ")]
    [InlineData("C:\\a.png")]
    public void Image_ExistingFile_IsAskedForWithItsLiteralText(string name)
    {
        VideoRequest request = Binding.Binder(null, name).Bind(Binding.Row(("Image", name)), Binding.Provider);

        Assert.Equal(new ImageReference(ImageKind.File, "/full/" + name), request.Image);
    }

    [Fact]
    public void Image_BlanksAroundAName_AreTriedWithoutThem() =>
        Assert.Equal("/full/a.png", Binding.Binder(null, "a.png").Bind(Binding.Row(("Image", " a.png ")), Binding.Provider).Image!.Value);

    [Theory]
    [InlineData("missing.png")]
    [InlineData("*.png")]
    [InlineData("5c1e8b34")]
    public void Image_NeitherFileNorId_IsImageNotFound(string text)
    {
        VideoGenException error = Binding.Refusal(("StartImage", text));

        Assert.Equal("ImageNotFound", error.ErrorId);
        Assert.Contains($"'{text}' of column 'StartImage'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_MissingFileOnTheCommandLine_IsNamedAsTheParameter()
    {
        RowBinder binder = Binding.Binder(new Dictionary<string, object?> { ["Image"] = "missing.png" });

        var error = Assert.Throws<VideoGenException>(() => binder.Bind(Row.None, Binding.Provider));

        Assert.Equal("ImageNotFound", error.ErrorId);
        Assert.Contains("parameter -Image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReferenceImage_ListOfTextAndTables_KeepsOrderRoleAndType()
    {
        var style = new OrderedDictionary { ["image"] = "id-1", ["Role"] = "reference", ["TYPE"] = " style " };
        var bare = new OrderedDictionary { ["Image"] = "id-3", ["Role"] = "", ["Type"] = null };

        VideoRequest request = Binding.Bind(("ReferenceImage", new object?[] { style, "id-2", null, bare }));

        Assert.Equal(
            [
                new ReferenceImage(new ImageReference(ImageKind.Id, "id-1"), "reference", "style"),
                new ReferenceImage(new ImageReference(ImageKind.Id, "id-2")),
                new ReferenceImage(new ImageReference(ImageKind.Id, "id-3")),
            ],
            request.ReferenceImages);
    }

    [Theory]
    [InlineData("id-1", 1)]
    [InlineData("[\"id-1\", \"https://example.com/b.png\"]", 2)]
    [InlineData("{\"Image\": \"id-1\", \"Role\": \"reference\"}", 1)]
    [InlineData("[{\"image\": \"id-1\"}, \"id-2\", {\"Image\": \"id-3\", \"Type\": \"style\"}]", 3)]
    public void ReferenceImage_TextOfACell_IsOneImageOrJson(string text, int count)
    {
        IReadOnlyList<ReferenceImage> images = Binding.Bind(("ReferenceImage", text)).ReferenceImages;

        Assert.Equal(count, images.Count);
        Assert.Equal("id-1", images[0].Image.Value);
    }

    [Fact]
    public void ReferenceImage_FileNameThatBeginsWithABracket_IsAFile() =>
        Assert.Equal("/full/[draft] a.png", Binding.Binder(null, "[draft] a.png").Bind(Binding.Row(("ReferenceImage", "[draft] a.png")), Binding.Provider).ReferenceImages.Single().Image.Value);

    [Fact]
    public void ReferenceImage_SingleTable_IsOneImage() =>
        Assert.Equal("id-1", Binding.Bind(("ReferenceImage", new OrderedDictionary { ["Image"] = "id-1" })).ReferenceImages.Single().Image.Value);

    public static TheoryData<object, string> InvalidReferences => new()
    {
        { 5, "has 5;" },
        { new object[] { new object[] { "id-1" } }, "it takes images" },
        { new OrderedDictionary { ["Role"] = "reference" }, "without the member 'Image'" },
        { new OrderedDictionary { ["Image"] = "id-1", ["Weight"] = 1 }, "the member 'Weight', which is none of Image, Role or Type" },
        { new OrderedDictionary { ["Image"] = "id-1", ["Role"] = 5 }, "5 as 'Role'" },
        { "[5]", "path of an image file" },
    };

    [Theory]
    [MemberData(nameof(InvalidReferences))]
    public void ReferenceImage_AnythingElse_IsInvalid(object cell, string said)
    {
        VideoGenException error = Binding.Refusal(("ReferenceImage", cell));

        Assert.Equal("InvalidColumnValue", error.ErrorId);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReferenceImage_MissingFile_IsImageNotFound() =>
        Assert.Equal("ImageNotFound", Binding.Refusal(("ReferenceImage", "[\"missing.png\"]")).ErrorId);
}
