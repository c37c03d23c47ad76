namespace VideoGen.Providers;

/// <summary>The formats that are read, told by their first bytes and never by a file's name.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
}
