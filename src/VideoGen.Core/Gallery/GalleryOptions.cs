namespace VideoGen.Gallery;

/// <summary>How a gallery is made.</summary>
public sealed record GalleryOptions
{
    /// <summary>Full path of the page, or of the folder for it; null for <c>gallery.html</c> in the folder that holds the clips.</summary>
    public string? Path { get; init; }

    /// <summary>Full path of the folder to use where the clips have none in common.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>The heading; null for the name of the batch.</summary>
    public string? Title { get; init; }

    /// <summary>Replaces a file that is not a gallery.</summary>
    public bool Force { get; init; }
}
