namespace VideoGen.Providers.Local;

/// <summary>What Local renders at most.</summary>
internal static class LocalLimits
{
    public const int MinimumSeconds = 1;

    public const int MaximumSeconds = 60;

    /// <summary>Pixels of a clip's shorter side, and of a side of a <c>Size</c>.</summary>
    public const int MinimumSide = 64;

    /// <summary>21:9 at 4k, the widest clip of the catalogue, is 5040 wide.</summary>
    public const int MaximumSide = 5120;

    /// <summary>21:9 at 4k.</summary>
    public const int MaximumPixels = 5040 * 2160;

    /// <summary>Characters. More than any service takes, and little enough to keep orders small files.</summary>
    public const int MaximumPromptLength = 100_000;

    /// <summary>Bytes of an image file.</summary>
    public const long MaximumImageBytes = 256L * 1024 * 1024;

    /// <summary>Pixels of an image's side.</summary>
    public const int MaximumImageSide = 16384;

    /// <summary>Pixels of an image, which is what the largest medium-format cameras make: 150 million.</summary>
    public const long MaximumImagePixels = 160_000_000;

    public static bool IsSide(int pixels) => pixels is >= MinimumSide and <= MaximumSide && pixels % 2 == 0;
}
