using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoGen.Client;

/// <summary>What the submissions of one run have found out together.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release, and a submission on the wire may outlive the command.")]
internal sealed class RunState(ClientServices services, JobReader reader, SubmitOptions options)
{
    private readonly ConcurrentDictionary<string, VideoGenException> _stopped = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Submissions that may be on the wire at once.</summary>
    public SemaphoreSlim Throttle { get; } = OpenThrottle(services, options);

    /// <summary>What the rows cost together.</summary>
    public CostLedger Costs { get; } = new(options.MaxCost, options.AllowUnknownCost);

    /// <summary>Waits for services that take no more at the moment.</summary>
    public Congestion Congestion { get; } = new(services, reader, options.Waiting);

    private static SemaphoreSlim OpenThrottle(ClientServices services, SubmitOptions options)
    {
        services.Http.Slots.AtLeast(options.ThrottleLimit);
        return new SemaphoreSlim(options.ThrottleLimit, options.ThrottleLimit);
    }

    /// <summary>Remembers a refusal that will meet every other row of the provider too: no key, no money, no quota left today.</summary>
    public void Note(string provider, VideoGenException refusal)
    {
        if (refusal.Kind == VideoErrors.Unauthorized || refusal.Kind == VideoErrors.CredentialMissing
            || refusal.Kind == VideoErrors.CredentialUnreadable || refusal.Kind == VideoErrors.CredentialUnsafe || refusal.Kind == VideoErrors.VaultUnavailable
            || refusal.Kind == VideoErrors.PaymentRequired || refusal.Kind == VideoErrors.QuotaReached)
        {
            _ = _stopped.TryAdd(provider, refusal);
        }
    }

    /// <exception cref="VideoGenException"><c>NotSubmitted</c>.</exception>
    public void ThrowIfStopped(string provider)
    {
        if (_stopped.TryGetValue(provider, out VideoGenException? reason))
        {
            throw new VideoGenException(VideoErrors.NotSubmitted, $"Not sent, since {provider} refused an earlier row: {reason.Message}", reason) { Provider = provider };
        }
    }
}
