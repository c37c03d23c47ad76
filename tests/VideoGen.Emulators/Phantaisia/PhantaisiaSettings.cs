using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phantaisia;

/// <summary>
/// How the emulated Phantaisia is set up. Prices and the balance are this emulator's own, since the service's were not found; each
/// open question of its documents is a switch.
/// </summary>
public sealed record PhantaisiaSettings
{
    /// <summary>In the form of a JWT, as the service's tokens are; nothing in it is read.</summary>
    public const string DefaultToken = "eyJhbGciOiJub25lIn0.eyJzY29wZXMiOlsidXNlciJdfQ.emulator";

    public IReadOnlyList<string> Tokens { get; init; } = [DefaultToken];

    public decimal Balance { get; init; } = 1000;

    /// <summary>Credits a second of <c>simple</c>; <c>advanced</c> costs twice, <c>performance</c> three times as much.</summary>
    public decimal CreditsPerSecond { get; init; } = 1;

    public JobPace Pace { get; init; } = new();

    /// <summary>Simultaneous creations: three with the basic functions, four in Tier B.</summary>
    public int MaxInFlight { get; init; } = 3;

    /// <summary>The status of one creation too many: not documented.</summary>
    public int TooManyStatus { get; init; } = 429;

    /// <summary>Whether <c>simple</c> with more than 4s is refused rather than made as 4s: the documents give no code.</summary>
    public bool RefusesLongSimple { get; init; } = true;

    /// <summary>Whether a member that is not documented is refused; the framework the service seems to use ignores them.</summary>
    public bool RefusesUnknownMembers { get; init; }

    /// <summary>Where <c>error_code</c> stands: not documented.</summary>
    public PhantaisiaErrorShape ErrorShape { get; init; }

    /// <summary>What a status shows as <c>output</c> before the end.</summary>
    public PhantaisiaRunningOutput RunningOutput { get; init; }

    /// <summary>A prompt with this in it fails while it is made.</summary>
    public string FailureWord { get; init; } = "[fail]";

    /// <summary>A prompt with this in it ends as <c>CANCELLED</c>, a word that servers of this kind have and the documents do not.</summary>
    public string CancelledWord { get; init; } = "[cancelled]";

    /// <summary>Bytes of every clip.</summary>
    public int ClipSize { get; init; } = 64_000;
}
