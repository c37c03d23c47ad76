using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>
/// What <see cref="OpenAIEmulator"/> is: the service itself unless told otherwise, or a self-hosted server or gateway of the same
/// shape, which need no key, have models of their own and differ in the answers no page lays down.
/// </summary>
public sealed record OpenAISettings
{
    private static readonly string[] Small = ["720x1280", "1280x720"];

    /// <summary>A server without keys, for any model, size and length, that takes unknown members, as self-hosted engines do.</summary>
    public static OpenAISettings SelfHosted { get; } = new()
    {
        ApiKey = null,
        Models = null,
        Sizes = null,
        SmallSizes = null,
        Seconds = null,
        RefuseUnknownMembers = false,
        NullIsAbsent = true,
        RequireMatchingImage = false,
        Lifetime = null,
        PollAfter = null,
    };

    /// <summary>Null for a server that asks for none.</summary>
    public string? ApiKey { get; init; } = "sk-emulator-0123456789";

    /// <summary>Null for any.</summary>
    public IReadOnlyList<string>? Models { get; init; } = ["sora-2", "sora-2-pro", "sora-2-2025-10-06", "sora-2-pro-2025-10-06", "sora-2-2025-12-08"];

    public string DefaultModel { get; init; } = "sora-2";

    /// <summary>Null for any of the form WIDTHxHEIGHT. The guide has 1080p for the pro model besides.</summary>
    public IReadOnlyList<string>? Sizes { get; init; } = [.. Small, "1024x1792", "1792x1024"];

    /// <summary>All that models without <c>pro</c> in their name make; null for no such limit.</summary>
    public IReadOnlyList<string>? SmallSizes { get; init; } = Small;

    public string DefaultSize { get; init; } = "720x1280";

    /// <summary>Strings, as the API has them; null for any whole number. The guide has 16 and 20 besides.</summary>
    public IReadOnlyList<string>? Seconds { get; init; } = ["4", "8", "12"];

    public string DefaultSeconds { get; init; } = "4";

    /// <summary>In characters; assumed.</summary>
    public int MaxPromptLength { get; init; } = 32000;

    /// <summary>A reference image has the size of the video, as the service insists.</summary>
    public bool RequireMatchingImage { get; init; } = true;

    /// <summary>Uploaded before, for <c>file_id</c>.</summary>
    public IReadOnlySet<string> FileIds { get; init; } = new HashSet<string>();

    public bool RefuseUnknownMembers { get; init; } = true;

    /// <summary>Assumed: null is a wrong type for members that need not be there.</summary>
    public bool NullIsAbsent { get; init; }

    public JobPace Pace { get; init; } = new();

    /// <summary>A job with this in its prompt ends as <c>failed</c>.</summary>
    public string FailureWord { get; init; } = "fail-this";

    /// <summary>A job with this in its prompt ends as <c>failed</c> with the code of a blocked prompt.</summary>
    public string ModerationWord { get; init; } = "block-this";

    /// <summary>The <c>openai-poll-after-ms</c> of a job that goes on; null for none.</summary>
    public TimeSpan? PollAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Of results: <c>expires_at</c>; null for ever. The guide has one hour.</summary>
    public TimeSpan? Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Of the content of a job that goes on or has failed. The service has 404, other servers 400 or 409.</summary>
    public int NotReadyStatus { get; init; } = 404;

    /// <summary>Of the content after <see cref="Lifetime"/>; assumed.</summary>
    public int ExpiredStatus { get; init; } = 404;

    /// <summary>The page deletes completed and failed videos; other servers cancel the rest.</summary>
    public bool DeleteActive { get; init; }

    /// <summary>Of a delete that came too early; assumed.</summary>
    public int DeleteActiveStatus { get; init; } = 409;

    /// <summary>The content is a redirect to another origin, as with some gateways; otherwise the file itself.</summary>
    public bool RedirectContent { get; init; }

    /// <summary>US dollars at the start; a create that is too dear answers 429 <c>insufficient_quota</c>.</summary>
    public decimal Balance { get; init; } = 1000;

    /// <summary>Of the files made, in bytes.</summary>
    public int ClipBytes { get; init; } = 200_000;

    /// <summary>All videos have the bytes of one, so that making them takes nothing of what is measured.</summary>
    public bool SameClip { get; init; }

    /// <summary>How long a create takes to answer.</summary>
    public TimeSpan CreateTime { get; init; }
}
