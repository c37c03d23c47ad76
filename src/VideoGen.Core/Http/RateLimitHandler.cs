using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Http;

/// <summary>
/// The last place where a request can be held back: until its bucket has room, where its service documents limits, resends
/// included, and until there is a slot for it. From here on a submission counts as one that may have reached the service.
/// </summary>
internal sealed class RateLimitHandler(TimeProvider time, RequestSlots slots) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _ = request.Options.TryGetValue(RequestOptions.Stopping, out CancellationToken stopping);
        if (!request.Options.TryGetValue(RequestOptions.Gate, out RateGate? gate) || !request.Options.TryGetValue(RequestOptions.Bucket, out string? bucket))
        {
            return await LeaveAsync(request, stopping, cancellationToken).ConfigureAwait(false);
        }

        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping))
        {
            _ = request.Options.TryGetValue(RequestOptions.HeldBack, out Action<RateLimit>? heldBack);
            await gate.EnterAsync(bucket, heldBack, either.Token).ConfigureAwait(false);
        }

        DateTimeOffset sentAt = time.GetUtcNow();
        HttpResponseMessage answer = await LeaveAsync(request, stopping, cancellationToken).ConfigureAwait(false);

        // The answer is whole by now, and was perhaps paid for: it is handed on even if the user has stopped meanwhile.
        bool isRefusal = await ResendRules.IsOwnRateLimitAsync(request, answer, CancellationToken.None).ConfigureAwait(false);
        await gate.LearnAsync(bucket, answer, sentAt, isRefusal).ConfigureAwait(false);
        return answer;
    }

    private async Task<HttpResponseMessage> LeaveAsync(HttpRequestMessage request, CancellationToken stopping, CancellationToken cancellationToken)
    {
        // Until the answer is whole, which it is when it comes from below; held reads have limits of their own.
        using IDisposable? slot = request.Options.TryGetValue(RequestOptions.IsHeld, out bool isHeld) && isHeld
            ? null
            : await EnterAsync(request.RequestUri!, stopping, cancellationToken).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        request.Options.Set(RequestOptions.HasLeft, true);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IDisposable> EnterAsync(Uri uri, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        return await slots.EnterAsync(uri, either.Token).ConfigureAwait(false);
    }
}
