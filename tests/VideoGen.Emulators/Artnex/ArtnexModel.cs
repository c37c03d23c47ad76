namespace VideoGen.Emulators.Artnex;

/// <summary>One line of the service's model tables.</summary>
/// <param name="Credits">A clip, whatever its length.</param>
/// <param name="Durations">Seconds; the first one is this emulator's default, since the service does not publish any.</param>
/// <param name="Ratios">The first one is what an unsupported ratio falls back to. The page lists none for image-to-video.</param>
internal sealed record ArtnexModel(string Id, decimal Credits, bool TakesImage, IReadOnlyList<long> Durations, IReadOnlyList<string> Ratios)
{
    private static readonly string[] Two = ["16:9", "9:16"];
    private static readonly string[] Three = ["16:9", "9:16", "1:1"];
    private static readonly long[] FourToTwelve = [4, 5, 6, 7, 8, 9, 10, 11, 12];

    public static IReadOnlyDictionary<string, ArtnexModel> All { get; } = new ArtnexModel[]
    {
        new("veo3.1", 3000, false, [4, 6, 8], Two),
        new("veo3-fast", 2000, false, [4, 6, 8], Two),
        new("sora-2", 3500, false, [4, 8, 12], Two),
        new("sora-2-pro", 6000, false, [4, 8, 12], Two),
        new("kling-v2.5-turbo-pro", 1500, false, [5, 10], Three),
        new("kling-v2.6-pro", 5500, false, [5, 10, 16], Three),
        new("wan-2.5", 3500, false, [5, 10], Three),
        new("seedance-v1.5-pro-t2v", 2600, false, FourToTwelve, Three),
        new("veo3.1-i2v", 3500, true, [4, 6, 8], Three),
        new("veo3-fast-i2v", 2000, true, [4, 6, 8], Three),
        new("kling-v2.5-turbo-pro-i2v", 1500, true, [5, 10], Three),
        new("wan-2.5-i2v", 1500, true, [5, 6, 7, 8, 9, 10], Three),
        new("seedance-v1.5-pro-i2v", 1500, true, FourToTwelve, Three),
    }.ToDictionary(model => model.Id, StringComparer.Ordinal);
}
