namespace VideoGen.Providers.Phaseo;

/// <summary>
/// The service's price catalogue for videos, in US dollars (page, section 16): the rows of the plan <c>standard</c> for what comes
/// out, and for images that go in. What clips and sounds cost as input is left out, since it hangs on their length.
/// </summary>
/// <remarks>
/// The catalogue writes a model's id with dashes in place of slashes (<c>openai-sora-2</c>). The ids here are those that requests take,
/// from the same files; where a model has several, the one of the documentation comes first.
/// </remarks>
internal static class PhaseoPriceTable
{
    private static readonly string[] Veo31Lite = ["google/veo-3.1-lite", "google/veo-3.1-lite-preview", "google/veo-3.1-lite-generate-preview"];
    private static readonly string[] Grok = ["spacex-ai/grok-imagine-video", "x-ai/grok-imagine-video"];
    private static readonly string[] Grok15 = ["spacex-ai/grok-imagine-video-1.5", "x-ai/grok-imagine-video-1.5"];
    private static readonly string[] Grok15Preview = ["spacex-ai/grok-imagine-video-1.5-preview", "x-ai/grok-imagine-video-1.5-preview"];
    private static readonly string[] Ltx2Fast = ["ltx-2-fast", "lightricks/ltx-2-fast"];
    private static readonly string[] Ltx2Pro = ["ltx-2-pro", "lightricks/ltx-2-pro"];
    private static readonly string[] Ltx23Fast = ["ltx-2-3-fast", "lightricks/ltx-2.3-fast"];
    private static readonly string[] Ltx23Pro = ["ltx-2-3-pro", "lightricks/ltx-2.3-pro"];
    private static readonly string[] Ltx25Fast = ["ltx-2-5-fast", "lightricks/ltx-2.5-fast"];
    private static readonly string[] Ltx25Pro = ["ltx-2-5-pro", "lightricks/ltx-2.5-pro"];
    private static readonly DateOnly Ltx2End = new(2026, 8, 15);

    /// <summary>The day the catalogue was read.</summary>
    public static DateOnly AsOf { get; } = new(2026, 8, 22);

    /// <summary>The first is the cheapest of the models that the service's documentation names.</summary>
    public static IReadOnlyList<PhaseoPrice> Rows { get; } =
    [
        Second("google-vertex", Veo31Lite, 0.05m, "720p", audio: true),
        Second("google-vertex", Veo31Lite, 0.08m, "1080p", audio: true),
        Second("google-vertex", Veo31Lite, 0.03m, "720p", audio: false),
        Second("google-vertex", Veo31Lite, 0.05m, "1080p", audio: false),
        Second("google-ai-studio", Veo31Lite, 0.05m, "720p"),
        Second("google-ai-studio", Veo31Lite, 0.08m, "1080p"),
        Second("openai", ["openai/sora-2"], 0.1m, "720x1280/1280x720"),
        Second("openai", ["openai/sora-2-pro"], 0.3m, "720x1280/1280x720"),
        Second("openai", ["openai/sora-2-pro"], 0.5m, "1024x1792/1792x1024"),
        Second("openai", ["openai/sora-2-pro"], 0.7m, "1080x1920/1920x1080"),
        Video("google-vertex", ["google/veo-3.1"], 0.4m, "720p/1080p", audio: true),
        Video("google-vertex", ["google/veo-3.1"], 0.6m, "4k", audio: true),
        Video("google-vertex", ["google/veo-3.1"], 0.2m, "720p/1080p", audio: false),
        Video("google-vertex", ["google/veo-3.1"], 0.4m, "4k", audio: false),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.1m, "720p", audio: true),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.12m, "1080p", audio: true),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.3m, "4k", audio: true),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.08m, "720p", audio: false),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.1m, "1080p", audio: false),
        Video("google-vertex", ["google/veo-3.1-fast"], 0.25m, "4k", audio: false),
        Second("google-vertex", ["google/veo-3.1-preview"], 0.4m, "720p/1080p", audio: true),
        Second("google-vertex", ["google/veo-3.1-preview"], 0.6m, "4k", audio: true),
        Second("google-vertex", ["google/veo-3.1-preview"], 0.2m, "720p/1080p", audio: false),
        Second("google-vertex", ["google/veo-3.1-preview"], 0.4m, "4k", audio: false),
        Second("google-ai-studio", ["google/veo-3.1-preview"], 0.4m, "720p/1080p"),
        Second("google-ai-studio", ["google/veo-3.1-preview"], 0.6m, "4k"),

        // Four more rows of this route ended in April and May 2026, when these came in their place.
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.1m, "720p", audio: true),
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.12m, "1080p", audio: true),
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.3m, "4k", audio: true),
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.08m, "720p", audio: false),
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.1m, "1080p", audio: false),
        Second("google-vertex", ["google/veo-3.1-fast-preview"], 0.25m, "4k", audio: false),
        Second("google-ai-studio", ["google/veo-3.1-fast-preview"], 0.1m, "720p"),
        Second("google-ai-studio", ["google/veo-3.1-fast-preview"], 0.12m, "1080p"),
        Second("google-ai-studio", ["google/veo-3.1-fast-preview"], 0.3m, "4k"),
        Second("google-ai-studio", ["google/veo-2"], 0.35m, until: new DateOnly(2026, 6, 30)),
        Second("google-vertex", ["google/veo-2"], 0.5m),
        Tokens("google-ai-studio", ["google/gemini-omni-flash-preview"]),
        Tokens("byteplus", ["bytedance/seedance-2.0-fast"]),
        Second("fal", ["bytedance/seedance-2.0-fast"], 0.2419m, "720p/1280x720/720x1280"),

        // A placeholder until its maker publishes one, as the catalogue says itself.
        Second("byteplus", ["bytedance/seedance-2.0-mini-260615"], 0m),
        Tokens("byteplus", ["bytedance/seedance-2.0"]),
        Second("fal", ["bytedance/seedance-2.0"], 0.3034m, "720p/1280x720/720x1280"),
        Second("fal", ["bytedance/seedance-2.0"], 0.682m, "1080p/1920x1080/1080x1920"),
        Tokens("byteplus", ["bytedance/seedance-2.5"]),
        Second("alibaba-cloud", ["alibaba/happyhorse-1.0"], 0.14m, "720p/1280x720/720x1280"),
        Second("alibaba-cloud", ["alibaba/happyhorse-1.0"], 0.24m, "1080p/1920x1080/1080x1920"),
        Second("alibaba-cloud", ["alibaba/happyhorse-1.1"], 0.14m, "720p/1280x720/720x1280"),
        Second("alibaba-cloud", ["alibaba/happyhorse-1.1"], 0.18m, "1080p/1920x1080/1080x1920"),
        Second("alibaba-cloud", ["qwen/wan2.7-t2v"], 0.1m, "720p/1280x720/720x1280"),
        Second("alibaba-cloud", ["qwen/wan2.7-t2v"], 0.15m, "1080p/1920x1080/1080x1920"),
        Tokens("digitalocean", ["qwen/wan2.2-t2v-a14b"]),
        Second("ltx", Ltx23Fast, 0.03m, "1280x720/720x1280"),
        Second("ltx", Ltx23Fast, 0.06m, "1920x1080/1080x1920"),
        Second("ltx", Ltx23Fast, 0.12m, "2560x1440/1440x2560"),
        Second("ltx", Ltx23Fast, 0.24m, "3840x2160/2160x3840"),
        Second("ltx", Ltx23Pro, 0.04m, "1280x720/720x1280"),
        Second("ltx", Ltx23Pro, 0.08m, "1920x1080/1080x1920"),
        Second("ltx", Ltx23Pro, 0.16m, "2560x1440/1440x2560"),
        Second("ltx", Ltx23Pro, 0.32m, "3840x2160/2160x3840"),
        Second("ltx", Ltx25Fast, 0.09m, "1280x720/720x1280"),
        Second("ltx", Ltx25Fast, 0.13m, "1920x1080/1080x1920"),
        Second("ltx", Ltx25Fast, 0.19m, "2560x1440/1440x2560"),
        Second("ltx", Ltx25Fast, 0.3m, "3840x2160/2160x3840"),
        Second("ltx", Ltx25Pro, 0.12m, "1280x720/720x1280"),
        Second("ltx", Ltx25Pro, 0.17m, "1920x1080/1080x1920"),
        Second("ltx", Ltx2Fast, 0.04m, "1920x1080", until: Ltx2End),
        Second("ltx", Ltx2Fast, 0.08m, "2560x1440", until: Ltx2End),
        Second("ltx", Ltx2Fast, 0.16m, "3840x2160", until: Ltx2End),
        Second("ltx", Ltx2Pro, 0.06m, "1920x1080", until: Ltx2End),
        Second("ltx", Ltx2Pro, 0.12m, "2560x1440", until: Ltx2End),
        Second("ltx", Ltx2Pro, 0.24m, "3840x2160", until: Ltx2End),
        Second("minimax", ["minimax/h3"], 0.13m, "2K"),
        Second("minimax", ["minimax/h3"], 0.08m, "768P"),
        Image("minimax", ["minimax/h3"], 0.04m, free: 5),
        Video("minimax", ["minimax/hailuo-02"], 0.1m, "512P", seconds: 6),
        Video("minimax", ["minimax/hailuo-02"], 0.15m, "512P", seconds: 10),
        Video("minimax", ["minimax/hailuo-02"], 0.28m, "768P", seconds: 6),
        Video("minimax", ["minimax/hailuo-02"], 0.56m, "768P", seconds: 10),
        Video("minimax", ["minimax/hailuo-02"], 0.49m, "1080P", seconds: 6),
        Video("minimax", ["minimax/hailuo-2.3-fast"], 0.19m, "768P", seconds: 6),
        Video("minimax", ["minimax/hailuo-2.3-fast"], 0.32m, "768P", seconds: 10),
        Video("minimax", ["minimax/hailuo-2.3-fast"], 0.33m, "1080P", seconds: 6),
        Video("minimax", ["minimax/hailuo-2.3"], 0.28m, "768P", seconds: 6),
        Video("minimax", ["minimax/hailuo-2.3"], 0.56m, "768P", seconds: 10),
        Video("minimax", ["minimax/hailuo-2.3"], 0.49m, "1080P", seconds: 6),
        Second("runway", ["gen4.5", "runway/gen-4.5"], 0.12m),
        Second("spacex-ai", Grok, 0.05m, "480p"),
        Second("spacex-ai", Grok, 0.07m, "720p"),
        Image("spacex-ai", Grok, 0.002m),
        Second("spacex-ai", Grok15, 0.08m, "480p"),
        Second("spacex-ai", Grok15, 0.14m, "720p"),
        Second("spacex-ai", Grok15, 0.25m, "1080p"),
        Image("spacex-ai", Grok15, 0.01m),
        Second("spacex-ai", Grok15Preview, 0.08m, "480p", until: new DateOnly(2026, 6, 17)),
        Second("spacex-ai", Grok15Preview, 0.14m, "720p", until: new DateOnly(2026, 6, 17)),
        Image("spacex-ai", Grok15Preview, 0.01m),
    ];

    private static PhaseoPrice Second(string provider, string[] models, decimal dollars, string? resolutions = null, bool? audio = null, DateOnly? until = null) =>
        new(provider, models, PhaseoMeter.Second, dollars) { Resolutions = Split(resolutions), Audio = audio, Until = until };

    private static PhaseoPrice Video(string provider, string[] models, decimal dollars, string resolutions, bool? audio = null, int? seconds = null) =>
        new(provider, models, PhaseoMeter.Video, dollars) { Resolutions = Split(resolutions), Audio = audio, Seconds = seconds };

    private static PhaseoPrice Image(string provider, string[] models, decimal dollars, int free = 0) =>
        new(provider, models, PhaseoMeter.Image, dollars) { Free = free };

    /// <summary>The amounts are left out: how many tokens a clip has is known when it is made.</summary>
    private static PhaseoPrice Tokens(string provider, string[] models) => new(provider, models, PhaseoMeter.Tokens, 0);

    private static string[] Split(string? alternatives) => alternatives?.Split('/') ?? [];
}
