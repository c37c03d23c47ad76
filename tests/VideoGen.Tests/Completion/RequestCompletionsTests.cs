using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Tests.Completion;

public sealed class RequestCompletionsTests : IDisposable
{
    private static readonly CompletionWord Any = new("");

    private readonly CompletionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    private IEnumerable<CompletionItem> Resolutions(params object?[] written) =>
        RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", written), ChoiceDimension.Resolution);

    private IEnumerable<CompletionItem> Durations(params object?[] written) => RequestCompletions.Durations(Any, _fixture.Scope("New-VideoJob", written));

    private IEnumerable<CompletionItem> Models(params object?[] written) => RequestCompletions.Models(Any, _fixture.Scope("New-VideoJob", written));

    private static IEnumerable<string> Texts(IEnumerable<CompletionItem> items) => items.Select(item => item.Text);

    [Fact]
    public void Values_ModelTyped_AreItsOwn()
    {
        Assert.Equal(["1080p", "4k"], Texts(Resolutions("Provider", "studio", "Model", "FINE")));
        Assert.Equal(["720p", "1080p"], Texts(Resolutions("Provider", "Studio", "Model", "fast")));
    }

    [Fact]
    public void Values_OthersTyped_GoTogetherWithThem()
    {
        Assert.Equal(["1080p"], Texts(Resolutions("Provider", "Studio", "Model", "fine", "Duration", (short)6)));
        Assert.Equal(["1080p", "4k"], Texts(Resolutions("Provider", "Studio", "Model", "fine", "Duration", "8s")));
        Assert.Equal(["8"], Texts(Durations("Provider", "Studio", "Resolution", "4k")));
        Assert.Equal(["fine"], Texts(Models("Provider", "Studio", "Duration", 8, "Resolution", "4k")));
        Assert.Equal(["fast", "fine"], Texts(Models("Provider", "Studio", "Duration", 8)));
        Assert.Equal(["fine"], Texts(Models("Provider", "Studio", "Image", "a.png", "LastImage", "b.png")));
        Assert.Equal(["Farm"], Texts(RequestCompletions.Providers(Any, _fixture.Scope("New-VideoJob", "Model", "wide"))));
        Assert.Equal(["Studio"], Texts(RequestCompletions.Providers(Any, _fixture.Scope("New-VideoJob", "AspectRatio", "9:16", "Image", "a.png"))));
    }

    [Fact]
    public void Values_TypedThatExcludesAll_AreNone() => Assert.Empty(Resolutions("Provider", "Studio", "Duration", 60));

    [Fact]
    public void Values_TheOneBeingTyped_DoesNotNarrowItself() => Assert.Equal(["4", "5", "6", "7", "8"], Texts(Durations("Provider", "Studio", "Duration", 99)));

    [Fact]
    public void Values_HalfTypedNumber_CountsAsNotTyped() => Assert.Equal(["1080p", "4k"], Texts(Resolutions("Provider", "Studio", "Model", "fine", "Duration", "x")));

    [Fact]
    public void Values_ModelTheCatalogueDoesNotKnow_AreAllOfTheProvider() =>
        Assert.Equal(["720p", "1080p", "4k"], Texts(Resolutions("Provider", "Studio", "Model", "newer", "Duration", 8)));

    [Fact]
    public void Values_NoProvider_AreOfTheDefaultOne()
    {
        _ = _fixture.With("VIDEOGEN_STUDIO_KEY", "a-key-of-the-studio");
        Assert.Equal(["720p", "1080p", "4k"], Texts(Resolutions()));

        _ = _fixture.With("VIDEOGEN_PROVIDER", "Farm");
        Assert.Equal(["4k"], Texts(Resolutions()));
        Assert.Equal("Farm wide, 4k: free", Resolutions().Single().ToolTip);
    }

    [Fact]
    public async Task Values_BatchTyped_AreOfTheProviderItRemembers()
    {
        _ = _fixture.With("VIDEOGEN_PROVIDER", "Studio");
        _ = await _fixture.Journal.Batches.RememberAsync(new VideoGen.Journal.BatchRecord("trailer", "Farm"), CancellationToken.None);

        Assert.Equal(["4k"], Texts(Resolutions("Batch", "trailer")));
    }

    [Fact]
    public void Values_DefaultThatCannotBeChosen_AreOfAllProviders()
    {
        _ = _fixture.With("VIDEOGEN_PROVIDER", "nobody");

        Assert.Equal(["720p", "1080p", "4k"], Texts(Resolutions("Duration", 8)));
    }

    [Fact]
    public void ToolTips_Choices_SayTheRequestAndItsDatedPrice()
    {
        Assert.Equal("Studio fast, 4 s, 720p: 20 credits (prices of 2026-03-01)", Resolutions("Provider", "Studio").First().ToolTip);
        Assert.Equal("Studio fast, 8 s, 720p, 2 clips: 80 credits (prices of 2026-03-01)", Durations("Provider", "Studio", "Model", "fast", "Count", 2).Last().ToolTip);
        Assert.Equal("Studio with -Model fine -Duration 8, 8 s, 4k: price unknown: It is not published.", Resolutions("Provider", "Studio").Last().ToolTip);
        Assert.Equal("Studio with -Model fine, 8 s, 4k: price unknown: It is not published.", Resolutions("Provider", "Studio", "Duration", 8).Last().ToolTip);
        Assert.Equal("Studio fast, 4 s, 720p: 20 credits (prices of 2026-03-01). Quick.", Models("Provider", "Studio").First().ToolTip);
        Assert.Equal("Farm wide: free. Another.", RequestCompletions.Providers(new CompletionWord("f"), _fixture.Scope("New-VideoJob")).Single().ToolTip);
    }

    [Fact]
    public void Durations_LongRange_AreItsEndsAndTheUsualOnesInOrder() =>
        Assert.Equal(["1", "4", "5", "6", "8", "10", "12", "15", "20", "30", "60"], Texts(Durations("Provider", "Farm")));

    [Fact]
    public void AudioModes_Choices_AreThoseTheModelHasAWordFor()
    {
        Assert.Equal(["Default", "None", "Generate"], Texts(RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", "Provider", "Studio"), ChoiceDimension.Audio)));
        Assert.Equal(["Default"], Texts(RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", "Provider", "Farm"), ChoiceDimension.Audio)));
    }

    [Fact]
    public void Sizes_ModelWithoutThem_AreNone()
    {
        Assert.Contains("1280x720", Texts(RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", "Provider", "Farm"), ChoiceDimension.Size)));
        Assert.Empty(RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", "Provider", "Farm", "Resolution", "4k"), ChoiceDimension.Size));
        Assert.Empty(RequestCompletions.Values(Any, _fixture.Scope("New-VideoJob", "Provider", "Studio"), ChoiceDimension.Size));
    }

    [Fact]
    public async Task Effects_ToldBefore_AreOfferedWithTheirNameAndDate()
    {
        CompletionScope scope = _fixture.Scope("New-VideoJob", "Provider", "Studio");
        Assert.Empty(RequestCompletions.Effects(Any, scope));

        var told = new KnownEffects(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), [new("squish_89", "Squish it"), new("\u001b[31mred", "bad"), new("hug", "Hug")]);
        await new EffectFiles(_fixture.Journal.Home.Path).KeepAsync("Studio", told, CancellationToken.None);

        Assert.Equal(
            [new CompletionItem("squish_89", "Studio fast, 4 s, 720p: 20 credits (prices of 2026-03-01). Squish it, as Studio said on 2026-03-04")],
            RequestCompletions.Effects(new CompletionWord("sq"), scope));
        Assert.Equal(["squish_89", "hug"], Texts(RequestCompletions.Effects(Any, scope)));
        Assert.Empty(RequestCompletions.Effects(Any, _fixture.Scope("New-VideoJob", "Provider", "Studio", "Model", "fine")));

        await File.WriteAllTextAsync(_fixture.Journal.Home.At("effects", "studio.json"), "{");
        Assert.Empty(RequestCompletions.Effects(Any, scope));
    }
}
