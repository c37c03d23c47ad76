using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Phaseo;

/// <summary>How the emulated gateway behaves. Members can be set while it runs; jobs keep the pace they were made with.</summary>
public sealed class PhaseoSettings
{
    public PhaseoSettings()
    {
        Account = new PhaseoAccount("team_test", 100);
        Keys =
        [
            new PhaseoKey("aistats_v1_sk_test_secret", Account),
            new PhaseoKey("phaseo_v1_sk_test_secret", Account),
            new PhaseoKey("phaseo_v1_sk_manage_secret", Account) { Management = true },
            new PhaseoKey("aistats_v1_sk_other_secret", new PhaseoAccount("team_other", 100)),
            new PhaseoKey("aistats_v1_sk_poor_secret", new PhaseoAccount("team_poor", 0.5m)),
            new PhaseoKey("aistats_v1_sk_capped_secret", Account) { LimitReason = "daily_request_limit_reached" },
        ];
    }

    public PhaseoContract Contract { get; set; }

    /// <summary>The account of the first key.</summary>
    public PhaseoAccount Account { get; }

    /// <summary>The first is the one the program tells its user.</summary>
    public IList<PhaseoKey> Keys { get; }

    public IReadOnlyList<PhaseoModel> Models { get; set; } = PhaseoModels.All;

    public JobPace Pace { get; set; } = new();

    /// <summary>The bytes of each output; those of another index differ in their seed.</summary>
    public Func<int, byte[]> Video { get; set; } = index => SampleClip.Mp4(200_000, index + 1);

    /// <summary>False: every video path answers 501, before it asks for a key.</summary>
    public bool VideoEnabled { get; set; } = true;

    public PhaseoCreateAnswer CreateAnswer { get; set; }

    /// <summary>How long a signed link lives; 60 to 3600 seconds in the service.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromSeconds(900);

    /// <summary>Origin of signed links; null for that of the request. <c>http://localhost:port</c> leads here too and is another origin.</summary>
    public Uri? DownloadOrigin { get; set; }

    /// <summary>Assumed: neither page nor code says that content can be had in ranges.</summary>
    public bool ServesRanges { get; set; } = true;

    /// <summary>Assumed: deleted jobs stay in the list.</summary>
    public bool ListsDeleted { get; set; } = true;

    /// <summary>Whether a parameter that no route supports is refused as <c>unknown_param</c>.</summary>
    public bool RefusesUnsupportedParameters { get; set; } = true;

    /// <summary>
    /// Whether April's <c>/credits</c> wants the account's id, as its page says; the code takes the key's account then, as August's page
    /// says too.
    /// </summary>
    public bool CreditsNeedAccountId { get; set; } = true;

    /// <summary>Whether the content of a failed job is 409 <c>not_ready</c>, as with some providers, and not 502.</summary>
    public bool FailedContentIsConflict { get; set; }

    /// <summary>Whether a failed job's <c>error</c> is an object, as both contracts allow, and not a text.</summary>
    public bool ErrorIsObject { get; set; }

    /// <summary>In place of the contract's word for a queued job; null for that.</summary>
    public string? QueuedWord { get; set; }

    /// <summary>In place of the contract's word for a running job; null for that.</summary>
    public string? RunningWord { get; set; }

    /// <summary>Whether webhooks may go to plain http on loopback, which the August contract forbids everywhere.</summary>
    public bool LoopbackWebhooks { get; set; } = true;

    /// <summary>A prompt with it is refused by the provider at creation: 502, nothing made.</summary>
    public string ModeratedWord { get; set; } = "[moderated]";

    /// <summary>A prompt with it ends as failed.</summary>
    public string FailWord { get; set; } = "[fail]";

    /// <summary>A prompt with it ends as cancelled, by the provider.</summary>
    public string CancelWord { get; set; } = "[cancel]";

    /// <summary>A prompt with it ends as expired, which April shows as failed.</summary>
    public string ExpireWord { get; set; } = "[expire]";

    /// <summary>A prompt with it runs on for ever.</summary>
    public string StuckWord { get; set; } = "[stuck]";
}
