using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class RowBinderTests
{
    [Fact]
    public void Bind_ValueOnTheCommandLine_WinsOverEveryNameOfItsColumn()
    {
        VideoRequest request = Binding.BindOver(new() { ["Duration"] = "8", ["Premium"] = false }, ("Duration", "6"), ("Seconds", "not read"), ("is_premium_model", "yes"));

        Assert.Equal(8, request.Duration);
        Assert.False(request.Premium);
    }

    [Fact]
    public void Bind_BlankOnTheCommandLine_LeavesTheColumn() =>
        Assert.Equal("6", Binding.BindOver(new() { ["Resolution"] = " " }, ("Resolution", "6")).Resolution);

    [Fact]
    public void RowBinder_CommandLineThatDoesNotConvert_IsRefusedBeforeAnyRow()
    {
        var error = Assert.Throws<VideoGenException>(() => Binding.Binder(new Dictionary<string, object?> { ["Duration"] = "six" }));

        Assert.Equal("InvalidParameterValue", error.ErrorId);
        Assert.Equal("Parameter -Duration has 'six'; it takes whole seconds, such as 6 or 6s.", error.Message);
    }

    [Theory]
    [InlineData("Duration", "Seconds", "6", "8")]
    [InlineData("video_length", "Seconds", "6", "8")]
    [InlineData("Image", "image_url", "id-1", "id-2")]
    [InlineData("Model", "model_name", "a", "b")]
    [InlineData("Audio", "generate_audio", "None", "true")]
    [InlineData("Premium", "is_premium_model", "yes", "no")]
    [InlineData("Prompt", "prompt", "a", "b")]
    public void Bind_TwoColumnsOfOneParameterWithDifferentValues_Conflict(string first, string second, string one, string other)
    {
        VideoGenException error = Binding.Refusal((first, one), (second, other));

        Assert.Equal("ConflictingValues", error.ErrorId);
        Assert.Contains($"column '{first}' ('{one}')", error.Message, StringComparison.Ordinal);
        Assert.Contains($"column '{second}' ('{other}')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_TwoColumnsOfOneParameterWithEqualValues_AreOne()
    {
        VideoRequest request = Binding.Bind(("Duration", "6"), ("Seconds", "6s"), ("video_length", 6.0), ("Audio", "none"), ("audio_type", 3), ("generate_audio", ""));

        Assert.Equal(6, request.Duration);
        Assert.Equal(AudioMode.None, request.Audio);
    }

    [Fact]
    public void Bind_ReferenceImagesGivenTwiceAlike_AreOne() =>
        Assert.Equal(2, Binding.Bind(("ReferenceImage", "[\"id-1\",\"id-2\"]"), ("referenceimage", new object[] { "id-1", "id-2" })).ReferenceImages.Count);

    [Theory]
    [InlineData(null)]
    [InlineData("Custom")]
    [InlineData("Default")]
    public void Bind_AudioUri_ImpliesCustom(string? audio) =>
        Assert.Equal(AudioMode.Custom, Binding.Bind(("Audio", audio), ("AudioUri", "https://example.com/a.mp3")).Audio);

    [Theory]
    [InlineData("None")]
    [InlineData("Generate")]
    public void Bind_AudioUriAgainstAudioOfTheSameRow_Conflicts(string audio)
    {
        VideoGenException error = Binding.Refusal(("Audio", audio), ("audio_url", "https://example.com/a.mp3"));

        Assert.Equal("ConflictingValues", error.ErrorId);
        Assert.Equal($"The column 'audio_url' gives a sound, and the column 'Audio' asks for {audio}.", error.Message);
    }

    [Fact]
    public void Bind_AudioOnTheCommandLine_WinsOverTheSoundOfTheRow()
    {
        VideoRequest request = Binding.BindOver(new() { ["Audio"] = "None" }, ("AudioUri", "https://example.com/a.mp3"));

        Assert.Equal(AudioMode.None, request.Audio);
        Assert.Null(request.AudioUri);
    }

    [Fact]
    public void Bind_AudioUriOnTheCommandLine_WinsOverAudioOfTheRow() =>
        Assert.Equal(AudioMode.Custom, Binding.BindOver(new() { ["AudioUri"] = "https://example.com/a.mp3" }, ("Audio", "None")).Audio);

    [Fact]
    public void PeekProvider_CommandLineThenColumnThenNothing()
    {
        Assert.Equal("Dafty", Binding.Binder(new Dictionary<string, object?> { ["Provider"] = "Dafty" }).PeekProvider(Binding.Row(("Provider", "Akool"))));
        Assert.Equal("Akool", Binding.Binder().PeekProvider(Binding.Row(("provider", " Akool "))));
        Assert.Null(Binding.Binder().PeekProvider(Binding.Row(("Provider", " "), ("Duration", "not read yet"))));
        Assert.Null(Binding.Binder().PeekProvider(Row.None));
    }

    [Fact]
    public void Bind_ChosenProvider_IsNamedAsInTheCatalogue() =>
        Assert.Equal("Studio", Binding.Bind(("Provider", "STUDIO")).Provider);

    [Fact]
    public void TakeWarnings_ColumnNobodyReads_IsWarnedOfOnceWithTheNearestName()
    {
        RowBinder binder = Binding.Binder();

        _ = binder.Bind(Binding.Row(("Promt", "a")), Binding.Provider);
        Assert.Equal(["Column 'Promt' is not read; did you mean Prompt?"], binder.TakeWarnings());

        _ = binder.Bind(Binding.Row(("Promt", "b"), ("PROMT", "b")), Binding.Provider);
        Assert.Empty(binder.TakeWarnings());
    }

    [Theory]
    [InlineData("Aspect Ratio", "Column 'Aspect Ratio' is not read; did you mean AspectRatio?")]
    [InlineData("cfgscale", "Column 'cfgscale' is not read; did you mean cfg_scale?")]
    [InlineData("Zzzzzz", "Column 'Zzzzzz' is not read.")]
    [InlineData("Id", "Column 'Id' is not read; a row's own key is the column Key.")]
    [InlineData("maxcost", "Column 'maxcost' is not read: MaxCost is of the whole run and is given on the command only.")]
    [InlineData("a\u001b[2Jb", "Column 'a [2Jb' is not read.")]
    public void TakeWarnings_UnknownColumn_SaysWhatIsNearest(string column, string warning)
    {
        RowBinder binder = Binding.Binder();

        VideoRequest request = binder.Bind(Binding.Row((column, "x")), Binding.Provider);

        Assert.Equal([warning], binder.TakeWarnings());
        Assert.Null(request.Key);
    }

    [Fact]
    public void TakeWarnings_EachParameterOfTheRun_IsOfTheCommandOnly()
    {
        RowBinder binder = Binding.Binder();

        _ = binder.Bind(Binding.Row([.. RowColumns.OfTheRun.Select(name => (name, (object?)"secret-value"))]), Binding.Provider);
        IReadOnlyList<string> warnings = binder.TakeWarnings();

        Assert.Equal(RowColumns.OfTheRun.Count, warnings.Count);
        Assert.All(warnings, warning => Assert.EndsWith("on the command only.", warning, StringComparison.Ordinal));
        Assert.All(warnings, warning => Assert.DoesNotContain("secret-value", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void TakeWarnings_BlankCellOfAnUnknownColumn_LosesNothing()
    {
        RowBinder binder = Binding.Binder();

        _ = binder.Bind(Binding.Row(("Notes", ""), ("Prompt", "x")), Binding.Provider);

        Assert.Empty(binder.TakeWarnings());
    }
}
