using System.Buffers.Binary;

namespace VideoGen.Providers;

/// <summary>Reads the logical screen of a GIF (CompuServe GIF89a, 18).</summary>
internal static class GifHeader
{
    // Whether a colour is transparent stands with each frame; flattening an opaque picture changes nothing.
    public static ImageHeader Read(ReadOnlySpan<byte> file) => new(
        ImageFormat.Gif,
        BinaryPrimitives.ReadUInt16LittleEndian(file[6..8]),
        BinaryPrimitives.ReadUInt16LittleEndian(file[8..10]),
        Orientation: 1,
        MayBeTransparent: true);
}
