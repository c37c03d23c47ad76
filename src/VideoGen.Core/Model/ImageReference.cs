namespace VideoGen;

/// <summary>How an image was given.</summary>
public enum ImageKind
{
    /// <summary>A file on this machine; the value is its full path.</summary>
    File,

    /// <summary>An http or https address.</summary>
    Url,

    /// <summary>A <c>data:image/…;base64,…</c> URI (RFC 2397).</summary>
    DataUri,

    /// <summary>An id that the service knows: an earlier upload or generation.</summary>
    Id,
}

/// <summary>An image a request names. It is not opened until the request is keyed or sent.</summary>
public sealed record ImageReference(ImageKind Kind, string Value)
{
    public override string ToString() => Kind == ImageKind.DataUri ? $"{Value[..Math.Min(Value.Length, 32)]}…" : Value;
}

/// <summary>An image that guides the clip without being one of its frames.</summary>
/// <param name="Image">The image.</param>
/// <param name="Role">The service's word for what the image is to the clip, or null for the service's default.</param>
/// <param name="Type">The service's word for what is taken from it (style, character, …), or null.</param>
public sealed record ReferenceImage(ImageReference Image, string? Role = null, string? Type = null);
