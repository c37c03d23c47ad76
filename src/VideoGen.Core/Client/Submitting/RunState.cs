using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoGen.Client;

/// <summary>What the submissions of one run have found out together.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release, and a submission on the wire may outlive the command.")]
internal sealed class RunState(int throttleLimit)
{
    private readonly ConcurrentDictionary<string, VideoGenException> _stopped = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Submissions that may be on the wire at once.</summary>
    public SemaphoreSlim Throttle { get; } = new(throttleLimit, throttleLimit);

    /// <summary>Remembers a refusal that will meet every other row of the provider too: no key, no money, no quota left today.</summary>
    public void Note(string provider, VideoGenException refusal)
    {
        if (refusal.Kind == VideoErrors.Unauthorized || refusal.Kind == VideoErrors.CredentialMissing
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
            throw new VideoGenException(VideoErrors.NotSubmitted, $"Not sent, since {provider} refused an earlier row: {reason.Message}", reason);
        }
    }
}
