namespace VideoGen.Providers;

/// <summary>What the header of an image file says.</summary>
/// <param name="Format">By the file's first bytes.</param>
/// <param name="Width">Pixels as stored, before <paramref name="Orientation"/>.</param>
/// <param name="Height">Pixels as stored.</param>
/// <param name="Orientation">EXIF's 1 to 8 (CIPA DC-008, tag 0x0112); 1 where the file does not say.</param>
/// <param name="MayBeTransparent">The format has an alpha channel or a transparent colour here.</param>
/// <param name="IsAnimated">A WebP with several frames, which FFmpeg does not read. Animated GIFs need no care: their first frame is read like any other.</param>
internal sealed record ImageHeader(ImageFormat Format, int Width, int Height, int Orientation, bool MayBeTransparent, bool IsAnimated = false)
{
    /// <summary>Orientations 5 to 8 lie on their side.</summary>
    public bool IsTurned => Orientation >= 5;

    public int DisplayWidth => IsTurned ? Height : Width;

    public int DisplayHeight => IsTurned ? Width : Height;

    /// <summary>Reads the header of a whole file, or of its <see cref="ImageOutline"/>.</summary>
    /// <exception cref="InvalidDataException">No image of ours, or a header that breaks off; the message says which.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        try
        {
            ImageHeader header = file switch
            {
                [0xFF, 0xD8, 0xFF, ..] => JpegHeader.Read(file),
                [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngHeader.Read(file),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebPHeader.Read(file),
                [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => GifHeader.Read(file),
                [] => throw new InvalidDataException("it is empty"),
                _ => throw new InvalidDataException($"it is {Guess(file)}, none of JPEG, PNG, WebP and GIF"),
            };
            return header.Width > 0 && header.Height > 0 ? header : throw new InvalidDataException("its header gives it no size");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("it breaks off in its header");
        }
    }

    private static string Guess(ReadOnlySpan<byte> file)
    {
        if (file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8))
        {
            return file[8..12].SequenceEqual("avif"u8) ? "AVIF" : file[8] == (byte)'h' || file[8..12].SequenceEqual("mif1"u8) ? "HEIC" : "an MP4 or QuickTime file";
        }

        return file switch
        {
            [(byte)'B', (byte)'M', ..] => "BMP",
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "TIFF",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
            [(byte)'<', ..] => "SVG, HTML or other XML",
            _ => "something else",
        };
    }
}
