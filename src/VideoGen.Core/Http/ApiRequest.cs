using VideoGen.Providers;

namespace VideoGen.Http;

/// <summary>One call of a service's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">See <see cref="ApiEndpoint.Resolve"/>.</param>
/// <param name="Kind">Decides what may be sent again.</param>
public sealed record ApiRequest(HttpMethod Method, string Path, ApiCall Kind)
{
    /// <summary>Must be readable more than once. The transport disposes it.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>The least pause before it is sent again, where the service limits how often it may be asked; null for the usual one.</summary>
    public TimeSpan? LeastPause { get; init; }

    /// <summary>The service answers when it has something to tell, and does nothing for the request until then.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Headers beside the credential, such as an idempotency key.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Which of the service's <see cref="ProviderDescriptor.RateLimits"/> it counts against; a name that is none of them counts against none.</summary>
    public string Bucket { get; init; } = RateLimit.Other;

    /// <summary>Cancelled when the request should not leave any more; one that has left is not broken off by it.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Told when it has to wait for room in its bucket for longer than nobody would notice; on any thread, perhaps often.</summary>
    public Action<RateLimit>? HeldBack { get; init; }
}
