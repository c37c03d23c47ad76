using System.Collections.Specialized;
using VideoGen.Cmdlets.Rows;
using VideoGen.Providers;

namespace VideoGen.Tests.Rows;

public class OptionTests
{
    private static string? Json(params (string Name, object? Value)[] cells) => Binding.Bind(cells).Option?.ToJsonString();

    [Fact]
    public void Option_Table_KeepsKindsNestingAndOrder()
    {
        using var _ = new CultureScope("de-DE");
        var table = new OrderedDictionary
        {
            ["z"] = "6",
            ["whole"] = 6,
            ["double"] = 0.5,
            ["sixDouble"] = 6.0,
            ["decimal"] = 1.25m,
            ["on"] = true,
            ["none"] = null,
            ["list"] = new object?[] { 1, "a", false, new object?[] { 2 } },
            ["provider"] = new OrderedDictionary { ["only"] = new object?[] { "google" } },
            ["at"] = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc),
            ["to"] = new Uri("https://example.com/a"),
        };

        Assert.Equal(
            """{"z":"6","whole":6,"double":0.5,"sixDouble":6,"decimal":1.25,"on":true,"none":null,"list":[1,"a",false,[2]],"provider":{"only":["google"]},"at":"2026-03-04T05:06:07Z","to":"https://example.com/a"}""",
            Json(("Option", table)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Option_NumberThatJsonLacks_IsInvalid(double number) =>
        Assert.Contains("it takes text, numbers", Binding.Refusal(("Option", new OrderedDictionary { ["a"] = number })).Message, StringComparison.Ordinal);

    [Fact]
    public void Option_ObjectInside_IsInvalid()
    {
        VideoGenException error = Binding.Refusal(("Option", new OrderedDictionary { ["a"] = new Version(1, 2) }));

        Assert.Equal("InvalidColumnValue", error.ErrorId);
        Assert.Contains("System.Version", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData(" 7 ", "7")]
    [InlineData("-1e3", "-1e3")]
    [InlineData("TRUE", "true")]
    [InlineData("false", "false")]
    [InlineData("\"4\"", "\"4\"")]
    [InlineData("{\"only\": [\"google\"]}", "{\"only\":[\"google\"]}")]
    [InlineData("[1, 2]", "[1,2]")]
    [InlineData("null", "\"null\"")]
    [InlineData("0,5", "\"0,5\"")]
    [InlineData("007", "\"007\"")]
    [InlineData(" slow zoom ", "\" slow zoom \"")]
    [InlineData("[close-up] of a hand", "\"[close-up] of a hand\"")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    public void BodyField_TextOfACell_IsJsonWhereItIsJson(string text, string json)
    {
        using var _ = new CultureScope("de-DE");

        Assert.Equal($"{{\"camera\":{json}}}", Json(("Camera", text)));
    }

    [Theory]
    [InlineData("{\"only\": [\"google\"")]
    [InlineData("{ \"a\": 1, }")]
    [InlineData("[\"a\"")]
    [InlineData("[{\"a\": tru}]")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    public void BodyField_BrokenJson_IsInvalid(string text)
    {
        VideoGenException error = Binding.Refusal(("provider_params", text));

        Assert.Equal("InvalidColumnValue", error.ErrorId);
        Assert.Contains("it takes JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BodyField_ValueThatIsNoText_KeepsItsKind() =>
        Assert.Equal("""{"cfg_scale":0.5,"provider_params":{"a":[1]}}""",
            Json(("CFG_Scale", 0.5), ("provider_params", new OrderedDictionary { ["a"] = new object?[] { 1 } })));

    public static TheoryData<object> Routes => new() { """ {"only":["google"]} """, new OrderedDictionary { ["only"] = new object?[] { "google" } } };

    [Theory]
    [MemberData(nameof(Routes))]
    public void BodyField_NamedAsTheColumnProvider_IsOneWhereItIsAnObject(object routes)
    {
        ProviderDescriptor gateway = Binding.Provider with { BodyFields = ["provider"] };
        Row row = Binding.Row(("Prompt", "a"), ("provider", routes));
        RowBinder named = Binding.Binder(new Dictionary<string, object?> { ["Provider"] = "Studio" });

        Assert.Null(Binding.Binder().PeekProvider(row));
        Assert.Equal("Studio", named.PeekProvider(row));
        foreach (RowBinder binder in new[] { Binding.Binder(), named })
        {
            VideoRequest request = binder.Bind(row, gateway);
            Assert.Equal(("Studio", """{"provider":{"only":["google"]}}"""), (request.Provider, request.Option?.ToJsonString()));
            Assert.Empty(binder.TakeWarnings());
        }

        // A service without such a field has nothing for it, which is said.
        RowBinder other = Binding.Binder();
        Assert.Null(other.Bind(row, Binding.Provider).Option);
        Assert.Single(other.TakeWarnings());
        Assert.Equal("{not JSON", Binding.Binder().PeekProvider(Binding.Row(("provider", "{not JSON"))));
    }

    [Fact]
    public void BodyField_OfAnotherProvider_IsNotRead()
    {
        RowBinder binder = Binding.Binder();

        VideoRequest request = binder.Bind(Binding.Row(("cfg_scale", "1")), Binding.Provider with { BodyFields = [] });

        Assert.Null(request.Option);
        Assert.Single(binder.TakeWarnings());
    }

    [Theory]
    [InlineData("Prompt", "x", "prompt")]
    [InlineData("Duration", "6", "duration")]
    [InlineData("Duration", "6", "video_length")]
    [InlineData("Image", "id-1", "image_url")]
    [InlineData("Seed", "1", "SEED")]
    [InlineData("Audio", "None", "generate_audio")]
    [InlineData("AudioUri", "https://example.com/a.mp3", "audio_type")]
    [InlineData("aspect_ratio", "16:9", "aspect_ratio")]
    public void Option_MemberThatAParameterSets_Conflicts(string column, string cell, string member)
    {
        VideoGenException error = Binding.Refusal((column, cell), ("Option", $"{{\"{member}\": 1}}"));

        Assert.Equal("ConflictingValues", error.ErrorId);
        Assert.Equal($"The column 'Option' sets the body field '{member}', which the column '{column}' sets already.", error.Message);
    }

    [Fact]
    public void Option_MemberOfTheRowThatTheCommandLineSets_Conflicts()
    {
        var error = Assert.Throws<VideoGenException>(() => Binding.BindOver(new() { ["Seed"] = 1L }, ("Option", "{\"seed\": 2}")));

        Assert.Contains("which the parameter -Seed sets already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_MembersNamedProviderNameAndKey_AreNoParametersOfTheBody()
    {
        VideoRequest request = Binding.Bind(("Provider", "Studio"), ("Name", "n"), ("Key", "k"), ("Option", """{"provider":{"only":["google"]},"name":"x","key":"y"}"""));

        Assert.Equal("""{"provider":{"only":["google"]},"name":"x","key":"y"}""", request.Option!.ToJsonString());
    }

    [Fact]
    public void Option_MemberNobodyElseSets_IsPassedOn() => Assert.Equal("{\"seed\":2}", Json(("Option", "{\"seed\": 2}"), ("Seed", "")));

    [Fact]
    public void Option_OnTheCommandLineAndInTheRow_AreMergedAndTheCommandLineWins()
    {
        var onCommand = new Dictionary<string, object?> { ["Option"] = new OrderedDictionary { ["camera"] = "fixed", ["a"] = 1 } };

        VideoRequest request = Binding.BindOver(onCommand, ("Option", "{\"a\": 2, \"b\": 3}"), ("Camera", "zoom"), ("cfg_scale", "1"));

        Assert.Equal("""{"camera":"fixed","a":1,"b":3,"cfg_scale":1}""", request.Option!.ToJsonString());
    }

    [Fact]
    public void Option_MemberAndColumnOfOneRow_ConflictWhenTheyDiffer()
    {
        Assert.Equal("{\"cfg_scale\":1}", Json(("cfg_scale", "1"), ("Option", "{\"cfg_scale\": 1}")));

        VideoGenException error = Binding.Refusal(("cfg_scale", "1"), ("Option", "{\"CFG_scale\": 2}"));

        Assert.Equal("ConflictingValues", error.ErrorId);
        Assert.Contains("column 'cfg_scale'", error.Message, StringComparison.Ordinal);
        Assert.Contains("column 'Option'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_ForSeveralRows_GivesEachItsOwnObject()
    {
        RowBinder binder = Binding.Binder(new Dictionary<string, object?> { ["Option"] = new OrderedDictionary { ["a"] = new object?[] { 1 } } });

        VideoRequest first = binder.Bind(Row.OfPrompt("x"), Binding.Provider);
        VideoRequest second = binder.Bind(Row.OfPrompt("y"), Binding.Provider);
        first.Option!["b"] = 2;

        Assert.Equal("{\"a\":[1]}", second.Option!.ToJsonString());
    }
}
