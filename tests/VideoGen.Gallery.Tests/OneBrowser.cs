namespace VideoGen.Gallery.Tests;

/// <summary>The tests that share a browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<GalleryBrowser>
{
    public const string Name = "Chromium";
}
