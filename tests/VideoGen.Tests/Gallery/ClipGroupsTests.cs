using VideoGen.Gallery;

namespace VideoGen.Tests.Gallery;

public sealed class ClipGroupsTests
{
    [Fact]
    public void ClipGroups_SameNameOrPrompt_AreOneGroup()
    {
        IReadOnlyList<GalleryCard> cards = ClipGroups.Number([Card("lake", "dawn"), Card("alone", "other"), Card("LAKE", "dusk"), Card("bridge", "Dusk"), Card("hill", "noon"), Card("hill", "rain")]);

        Assert.Equal([0, null, 0, 0, 4, 4], cards.Select(card => card.Group));
    }

    [Fact]
    public void ClipGroups_JobWithoutClipOrText_IsInNone()
    {
        IReadOnlyList<GalleryCard> cards = ClipGroups.Number([Card("lake", "dawn"), Card("lake", "dawn") with { Source = null }, Card(null, null), Card(null, null)]);

        Assert.All(cards, card => Assert.Null(card.Group));
    }

    private static GalleryCard Card(string? name, string? prompt) =>
        new() { Key = Guid.NewGuid().ToString(), ShortId = "x", Provider = "Fake", State = "Completed", Name = name, Prompt = prompt, Source = "a.mp4" };
}
