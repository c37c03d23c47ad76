using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>
/// The account and the times of <see cref="AkoolEmulator"/>, and each point where the documents are silent or differ from each other.
/// Properties with <c>set</c> can be changed while it runs.
/// </summary>
public sealed record AkoolSettings
{
    public string ClientId { get; init; } = "AKtestClientId0123456789==";

    /// <summary>The clientSecret, which is the API key as well.</summary>
    public string ApiKey { get; init; } = "akool-emulator-key-0123456789abc";

    /// <summary>What getToken gives.</summary>
    public string Token { get; init; } = "akool-emulator-token";

    /// <summary>Credits at the start.</summary>
    public decimal Balance { get; init; } = 1000;

    /// <summary>10 s and the premium model are for Pro and above; a lower plan gets 1009 (the code is assumed).</summary>
    public bool IsPro { get; set; } = true;

    /// <summary>Every call with a valid key answers 1200.</summary>
    public bool IsBanned { get; set; }

    public JobPace Pace { get; init; } = new();

    /// <summary>Of results, after which their links answer 403.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A job with this in its prompt ends with status 4.</summary>
    public string FailureWord { get; init; } = "fail-this";

    /// <summary>Every second clip of a batch with this in its prompt comes in <c>errorList</c>.</summary>
    public string RefusalWord { get; init; } = "refuse-some";

    /// <summary>How often a webhook is sent until it is answered with 200; assumed, as are the 5 s between. 0 for no webhooks.</summary>
    public int WebhookAttempts { get; init; } = 3;

    /// <summary>Of the files made, in bytes.</summary>
    public int ClipBytes { get; init; } = 200_000;

    /// <summary>Videos of other accounts: not shown, and no permission to use or delete them.</summary>
    public IReadOnlySet<string> ForeignVideoIds { get; init; } = new HashSet<string>();

    /// <summary>The page says required, public clients leave it out. The empty string is taken either way.</summary>
    public bool RequireNegativePrompt { get; init; } = true;

    /// <summary>The page says required in one column and "when audio_type = 2" in the other.</summary>
    public bool RequireAudioUrlAlways { get; init; }

    /// <summary>Assumed: no page tells what becomes of unknown members. Refused, so that a misspelt one does not go unseen.</summary>
    public bool RefuseUnknownMembers { get; init; } = true;

    /// <summary>
    /// Whether a batch may have the four members of a single clip that the service's own demo sends with it and the batch page does not
    /// have. Otherwise they count as unknown.
    /// </summary>
    public bool TakeDemoMembers { get; init; } = true;

    /// <summary>Assumed: 200 for every code but those put here.</summary>
    public IReadOnlyDictionary<int, int> HttpStatuses { get; init; } = new Dictionary<int, int>();

    /// <summary>Assumed: <c>"data": null</c> in an error; otherwise there is no such member.</summary>
    public bool NullDataInErrors { get; init; } = true;

    /// <summary>The page has the token at the top level; otherwise it is in <c>data</c>.</summary>
    public bool TokenAtTopLevel { get; init; } = true;

    /// <summary>Assumed: objects of <c>code</c> and <c>msg</c>; otherwise the text alone.</summary>
    public bool ErrorListOfObjects { get; init; } = true;

    /// <summary>Assumed: a failed job is charged. Otherwise it is given back as soon as the failure is seen.</summary>
    public bool RefundFailures { get; init; }

    /// <summary>Assumed: <c>video_url</c> of a job without a result.</summary>
    public string? MissingVideoUrl { get; init; } = "";

    /// <summary>The <c>cover_url</c> that the service's own demo reads and no page has.</summary>
    public bool ShowCoverUrl { get; init; }

    /// <summary>The two reads below <c>/api/open/v3/content/video</c> that no page has; otherwise 404.</summary>
    public bool ServeUndocumentedReads { get; init; } = true;
}
