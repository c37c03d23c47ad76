namespace VideoGen.Emulators.OpenAI;

/// <summary>A video as it was asked for, defaults filled in.</summary>
public sealed record OpenAIOrder
{
    public required string Prompt { get; init; }

    public required string Model { get; init; }

    public required string Size { get; init; }

    public required string Seconds { get; init; }

    /// <summary>The reference image, of a multipart request or a data URI; null when there is none here.</summary>
    public byte[]? Image { get; init; }

    /// <summary>Its media type as sent.</summary>
    public string? ImageType { get; init; }

    /// <summary>An address the service would read.</summary>
    public string? ImageUrl { get; init; }

    public string? FileId { get; init; }
}
