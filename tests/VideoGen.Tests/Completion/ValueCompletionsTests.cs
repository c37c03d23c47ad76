using System.Collections;
using VideoGen.Cmdlets.Completion;
using VideoGen.Providers;

namespace VideoGen.Tests.Completion;

public class ValueCompletionsTests
{
    private static readonly ProviderDescriptor[] Catalog =
    [
        new()
        {
            Name = "Studio",
            Description = "Makes clips.",
            Models =
            [
                new ModelDescriptor { Name = "fast", Description = "Quick.", Durations = DurationRule.OneOf(8, 4), Resolutions = ["720p", "1080p"], AspectRatios = ["16:9"] },
                new ModelDescriptor { Name = "fine", Durations = DurationRule.Range(5, 7), Resolutions = ["1080p"], AspectRatios = ["16:9", "9:16"] },
            ],
        },
        new()
        {
            Name = "Farm",
            Description = "Another.",
            Models = [new ModelDescriptor { Name = "fast" }, new ModelDescriptor { Name = "wide", Durations = DurationRule.Range(1, 60), Resolutions = ["4k"] }],
        },
    ];

    private static readonly CompletionWord Any = new("");

    private static CompletionScope Scope(string? provider = null, string? model = null) =>
        CompletionScope.Of(Catalog, new Hashtable { ["Provider"] = provider, ["Model"] = model });

    private static IEnumerable<string> Texts(IEnumerable<CompletionItem> items) => items.Select(item => item.Text);

    [Fact]
    public void Providers_BegunWord_AreThoseOfTheCatalogueWithTheirDescription() =>
        Assert.Equal([new CompletionItem("Studio", "Studio", "Makes clips.")], ValueCompletions.Providers(new CompletionWord("st"), Scope(provider: "Farm")));

    [Fact]
    public void Models_NoProvider_AreAllOnce() => Assert.Equal(["fast", "fine", "wide"], Texts(ValueCompletions.Models(Any, Scope())));

    [Fact]
    public void Models_ProviderTyped_AreItsOwn()
    {
        Assert.Equal(["fast", "wide"], Texts(ValueCompletions.Models(Any, Scope("FARM"))));
        Assert.Equal("Studio: Quick.", ValueCompletions.Models(Any, Scope("Studio")).First().ToolTip);
    }

    [Fact]
    public void Resolutions_ModelTyped_AreItsOwn()
    {
        Assert.Equal(["1080p"], Texts(ValueCompletions.Resolutions(Any, Scope("Studio", "fine"))));
        Assert.Equal(["720p", "1080p", "4k"], Texts(ValueCompletions.Resolutions(Any, Scope())));
        Assert.Equal("fast, fine", ValueCompletions.Resolutions(new CompletionWord("10"), Scope()).Single().ToolTip);
    }

    [Fact]
    public void Resolutions_ModelTheCatalogueDoesNotKnow_AreAllOfTheProvider() =>
        Assert.Equal(["720p", "1080p"], Texts(ValueCompletions.Resolutions(Any, Scope("Studio", "newer"))));

    [Fact]
    public void AspectRatios_WordBegun_MatchIt() => Assert.Equal(["9:16"], Texts(ValueCompletions.AspectRatios(new CompletionWord("9"), Scope())));

    [Fact]
    public void Durations_ListAndShortRange_AreAllInOrder()
    {
        Assert.Equal(["4", "8"], Texts(ValueCompletions.Durations(Any, Scope("Studio", "fast"))));
        Assert.Equal(["4", "5", "6", "7", "8"], Texts(ValueCompletions.Durations(Any, Scope("Studio"))));
    }

    [Fact]
    public void Durations_LongRange_AreItsEndsAndTheUsualOnes() =>
        Assert.Equal(["1", "4", "5", "6", "8", "10", "12", "15", "20", "30", "60"], Texts(ValueCompletions.Durations(Any, Scope("Farm", "wide"))));

    [Fact]
    public void AudioModes_All_AreTheModesOfARequest() => Assert.Equal(Enum.GetNames<AudioMode>(), Texts(ValueCompletions.AudioModes(Any)));

    [Fact]
    public void Statuses_All_AreTheStatesOfAJob()
    {
        Assert.Equal(Enum.GetNames<VideoStatus>(), Texts(ValueCompletions.Statuses(Any)));
        Assert.Equal(["Cancelled", "Completed"], Texts(ValueCompletions.Statuses(new CompletionWord("c"))).Order());
    }
}
