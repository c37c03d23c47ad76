namespace VideoGen.Emulators.Phaseo;

/// <summary>A few models of the catalogue, with its prices in nano-dollars a second. A test may give the emulator others.</summary>
public static class PhaseoModels
{
    private const long Cent = 10_000_000;

    private static readonly string[] Sora = ["duration", "size"];
    private static readonly string[] Veo =
        ["duration", "resolution", "aspect_ratio", "seed", "sample_count", "negative_prompt", "generate_audio", "enhance_prompt", "person_generation", "resize_mode", "compression_quality"];

    private static readonly string[] Shape = ["duration", "resolution", "aspect_ratio", "size", "seed"];

    /// <summary>As in the recorded models answer.</summary>
    public static PhaseoModel Sora2 { get; } = new("openai/sora-2", "Sora 2", ["text", "image"],
        [new("openai", "sora-2", Sora, _ => 10 * Cent) { ListsOutputs = false }]);

    public static PhaseoModel Sora2Pro { get; } = new("openai/sora-2-pro", "Sora 2 Pro", ["text", "image"],
        [new("openai", "sora-2-pro", Sora, request => request.Size switch
        {
            "1024x1792" or "1792x1024" => 50 * Cent,
            "1080x1920" or "1920x1080" => 70 * Cent,
            _ => 30 * Cent,
        }) { ListsOutputs = false }]);

    /// <summary>Two providers at one price, but that Vertex is cheaper without sound.</summary>
    public static PhaseoModel Veo31Lite { get; } = new("google/veo-3.1-lite", "Veo 3.1 Lite", ["text", "image"],
        [
            new("google-vertex", "veo-3.1-lite-generate-preview", Veo, request => (request.Resolution == "1080p" ? 8 : 5) * Cent - (request.GenerateAudio == false ? (request.Resolution == "1080p" ? 3 : 2) * Cent : 0)) { DefaultSeconds = 8 },
            new("google-ai-studio", "veo-3.1-lite-generate-preview", Veo, request => (request.Resolution == "1080p" ? 8 : 5) * Cent) { DefaultSeconds = 8 },
        ]);

    /// <summary>Its provider has another public name.</summary>
    public static PhaseoModel Grok { get; } = new("x-ai/grok-imagine-video", "Grok Imagine Video", ["text", "image", "video"],
        [new("xai", "grok-imagine-video", Shape, request => (request.Resolution == "720p" ? 7 : 5) * Cent) { DefaultSeconds = 6 }]);

    /// <summary>Its only route that bills by the second is an alpha one.</summary>
    public static PhaseoModel Seedance2 { get; } = new("bytedance/seedance-2.0", "Seedance 2.0", ["text", "image"],
        [new("fal", "seedance-2.0", Shape, request => request.Resolution == "1080p" ? 682_000_000 : 303_400_000) { DefaultSeconds = 5, Alpha = true }]);

    public static IReadOnlyList<PhaseoModel> All { get; } = [Sora2, Sora2Pro, Veo31Lite, Grok, Seedance2];
}
