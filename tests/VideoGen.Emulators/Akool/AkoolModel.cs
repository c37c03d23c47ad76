using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>A model of the batch endpoint. The values of those here are known from public clients; their limits and credits are made up.</summary>
internal sealed record AkoolModel(string Value, string Label, string Provider, int[] Durations, (string Value, int Width, int Height, int Credit)[] Resolutions)
{
    /// <summary>What a batch without <c>model_name</c> is made with; assumed.</summary>
    public const string Default = "AkoolImage2VideoFastV1";

    public const int ImageToVideo = 1501;

    public static readonly string[] Types = ["1501", "1502", "2101"];

    public static readonly AkoolModel[] All =
    [
        new(Default, "Akool Basic", "Akool", [5, 10], [("720p", 1280, 720, 4), ("1080p", 1920, 1080, 5), ("4k", 3840, 2160, 6)]) { ExtendPrompt = true },
        new("seedance-1-0-lite-i2v-250428", "Seedance Lite", "ByteDance", [5, 10], [("480p", 864, 480, 6), ("720p", 1280, 720, 12)]) { LastFrame = true, RequiresPay = true },
        new("alibaba/wan2.5-i2v-preview", "Wan 2.5", "Alibaba", [5, 10], [("720p", 1280, 720, 10), ("1080p", 1920, 1080, 15)]) { AudioMultiplier = 2, RequiresPay = true, IsPro = true, MaxCount = 4 },
    ];

    public bool LastFrame { get; init; }

    public bool ExtendPrompt { get; init; }

    /// <summary>What generated audio multiplies the credits by; null where there is none.</summary>
    public int? AudioMultiplier { get; init; }

    public bool RequiresPay { get; init; }

    public bool IsPro { get; init; }

    public int MaxCount { get; init; } = 10;

    public JsonObject ToJson(int sort) => new()
    {
        ["sort"] = sort,
        ["group"] = Provider,
        ["provider"] = Provider,
        ["type"] = ImageToVideo,
        ["value"] = Value,
        ["label"] = Label,
        ["isPro"] = IsPro,
        ["requiresPay"] = RequiresPay,
        ["resolutionList"] = new JsonArray([.. Resolutions.Select(resolution => new JsonObject
        {
            ["label"] = resolution.Value,
            ["value"] = resolution.Value,
            ["width"] = resolution.Width,
            ["height"] = resolution.Height,
            ["unit_credit"] = resolution.Credit,
        })]),
        ["durationList"] = new JsonArray([.. Durations.Select(duration => JsonValue.Create(duration))]),
        ["generate_audio"] = AudioMultiplier is null ? null : new JsonObject
        {
            ["required"] = false,
            ["type"] = "boolean",
            ["default"] = false,
            ["extra_credit_multiplier"] = AudioMultiplier,
        },
        ["supportedLastFrame"] = LastFrame,
        ["supportedExtendPrompt"] = ExtendPrompt,
        ["maxImageCount"] = 1,
        ["maxCount"] = MaxCount,
    };
}
