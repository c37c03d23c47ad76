using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Artnex;

/// <summary>How the emulated Artnex is set up. The balance and the times are this emulator's own; each open question of its documents is a switch.</summary>
public sealed record ArtnexSettings
{
    public const string DefaultKey = "artnex-emulator-key";

    public IReadOnlyList<string> Keys { get; init; } = [DefaultKey];

    /// <summary>Credits.</summary>
    public decimal Balance { get; init; } = 100_000;

    public JobPace Pace { get; init; } = new();

    /// <summary>Requests a key in 24 hours: 100 in the plan Free, 1000 in Pro.</summary>
    public int RequestsPerDay { get; init; } = 1000;

    /// <summary>Whether polls count towards that: not documented.</summary>
    public bool PollsCount { get; init; } = true;

    /// <summary>Whether a poll of a job within five seconds of the last one is answered with 429; the page says that it "may be throttled".</summary>
    public bool ThrottlesPolls { get; init; } = true;

    /// <summary>The Retry-After of a 429, in seconds: not documented; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Below <c>/v1</c>, with <c>{id}</c> in it: the documents lost the path. All of these are answered.</summary>
    public IReadOnlyList<string> StatusPaths { get; init; } = ["/video/{id}", "/video/status/{id}"];

    /// <summary>The status of a create: not documented.</summary>
    public int CreatedStatus { get; init; } = 200;

    /// <summary>Where an error has its code: not documented.</summary>
    public ArtnexErrorShape ErrorShape { get; init; }

    /// <summary>Whether a duration that the model does not have is a 422 rather than the nearest one it has: not documented.</summary>
    public bool RefusesOtherDurations { get; init; } = true;

    /// <summary>Whether a model of the other mode is <c>invalid_model</c> rather than taken: not documented.</summary>
    public bool RefusesOtherMode { get; init; } = true;

    /// <summary>Whether an image may be base64 without <c>data:image/…;base64,</c> before it: not documented.</summary>
    public bool TakesBareBase64 { get; init; } = true;

    /// <summary>Whether a member that is not documented is a 422: not documented.</summary>
    public bool RefusesUnknownMembers { get; init; } = true;

    /// <summary>The word for a job that is being made; the page has only <c>pending</c>.</summary>
    public string RunningWord { get; init; } = "pending";

    /// <summary>The word for a job that failed; the page has <c>error</c>.</summary>
    public string FailedWord { get; init; } = "error";

    /// <summary>How long a video can be downloaded.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A prompt with this in it fails while it is made.</summary>
    public string FailureWord { get; init; } = "[fail]";

    /// <summary>Bytes of every clip.</summary>
    public int ClipSize { get; init; } = 64_000;
}
