using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>
/// How the emulated Dafty is set up. Numbers the service publishes are the defaults; those it does not publish (prices, balance,
/// concurrency, times) are this emulator's own, and each open question of its documents is a switch.
/// </summary>
public sealed record DaftySettings
{
    public const string DefaultKey = "dafty-emulator-key";

    /// <summary>All of one account; limits and idempotency are counted by key.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [DefaultKey];

    /// <summary>CU.</summary>
    public decimal Balance { get; init; } = 1000;

    public string Plan { get; init; } = "pro";

    public JobPace Pace { get; init; } = new();

    /// <summary>From the end of a job to its poster image.</summary>
    public TimeSpan ThumbnailDelay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long <c>?wait=true</c> is held at most.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(55);

    /// <summary>Clips that are made at the same time; more stay <c>pending</c>.</summary>
    public int PoolSize { get; init; } = 2;

    /// <summary>Jobs that have not ended; one more is <c>CONCURRENT_LIMIT_REACHED</c>. The service does not publish its number.</summary>
    public int MaxInFlight { get; init; } = 10;

    /// <summary>Whether that refusal carries Retry-After: not documented.</summary>
    public bool ConcurrentLimitHasRetryAfter { get; init; }

    public int VideoCreatesPerMinute { get; init; } = 5;

    public int ImageCreatesPerMinute { get; init; } = 20;

    public int StyleExtractsPerMinute { get; init; } = 3;

    public int UploadsPerMinute { get; init; } = 30;

    public int OthersPerMinute { get; init; } = 120;

    public TimeSpan IdempotencyKept { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether a key that comes again with another body is refused with 409. The documents do not speak of bodies.</summary>
    public bool ComparesIdempotentBodies { get; init; }

    public TimeSpan UploadLifetime { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>CU a second of image-to-video at 480p; 720p costs twice, frames three times as much. The service publishes no prices.</summary>
    public int UnitsPerSecond { get; init; } = 1;

    /// <summary>A prompt with this in it fails while it is made.</summary>
    public string FailureWord { get; init; } = "[fail]";

    /// <summary>The <c>error</c> of a failed job: not documented.</summary>
    public DaftyFailureShape FailureShape { get; init; }

    /// <summary>The answer of <c>GET /jobs</c>: not documented.</summary>
    public DaftyListShape ListShape { get; init; }

    /// <summary>Whether cancelling a job that has ended is a 409 rather than its unchanged state: not documented.</summary>
    public bool CancelAfterEndIsConflict { get; init; } = true;

    /// <summary>Whether a member that is not documented is a 400: not documented.</summary>
    public bool RefusesUnknownMembers { get; init; } = true;

    /// <summary>Whether sending both authentication headers is a 401; the documents say to send one.</summary>
    public bool RefusesBothCredentials { get; init; } = true;

    /// <summary>The status of <c>POST /uploads</c>: not documented.</summary>
    public int UploadCreatedStatus { get; init; } = 201;

    /// <summary>Bytes of every clip.</summary>
    public int ClipSize { get; init; } = 64_000;
}
