namespace VideoGen.Providers.Local;

/// <summary>The formats Local reads, told by their first bytes and never by a file's name.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
}
