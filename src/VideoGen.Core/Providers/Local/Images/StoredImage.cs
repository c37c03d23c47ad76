namespace VideoGen.Providers.Local;

/// <summary>An image that lies beside an order.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Header">What its first bytes say.</param>
internal sealed record StoredImage(string Path, ImageHeader Header)
{
    /// <summary>The name of the <paramref name="index"/>th image of an order, 0 for the first frame.</summary>
    public static string NameOf(int index) => index == 0 ? "first.image" : "last.image";

    /// <summary>
    /// Looks at a file. Its format is told from its content, and everything FFmpeg could misuse (a playlist, an SVG with
    /// references) ends here.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no image Local reads; the message says why.</exception>
    public static async Task<StoredImage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > LocalLimits.MaximumImageBytes)
        {
            throw new InvalidDataException($"it has more than {DisplayText.Size(LocalLimits.MaximumImageBytes)}");
        }

        ImageHeader header;
        FileStream file = ImageFile.Open(path);
        await using (file.ConfigureAwait(false))
        {
            header = ImageHeader.Read(await ImageOutline.ReadAsync(file, cancellationToken).ConfigureAwait(false));
        }

        if (Math.Max(header.Width, header.Height) > LocalLimits.MaximumImageSide || (long)header.Width * header.Height > LocalLimits.MaximumImagePixels)
        {
            throw new InvalidDataException(
                $"it is {header.Width}x{header.Height} pixels; Local reads up to {LocalLimits.MaximumImageSide} a side and {LocalLimits.MaximumImagePixels / 1_000_000} million in all");
        }

        return new StoredImage(path, header);
    }

    /// <summary>What FFmpeg is told to read the file as. It never guesses, and a <c>%d</c> in a name is a <c>%d</c>.</summary>
    public IEnumerable<string> InputArguments(string relativePath) =>
    [
        "-protocol_whitelist", "file",
        .. Header.Format switch
        {
            ImageFormat.Jpeg => Still("mjpeg"),
            ImageFormat.Png => Still("png"),
            ImageFormat.WebP => Still("webp"),
            _ => ["-f", "gif", "-ignore_loop", "1", "-c:v", "gif"],
        },
        "-noautorotate", "-i", $"file:{relativePath}",
    ];

    private static string[] Still(string decoder) => ["-f", "image2", "-pattern_type", "none", "-c:v", decoder];
}
