namespace VideoGen.Providers;

/// <summary>How many requests a service's documents allow in a time, for one key.</summary>
/// <param name="Bucket">What a request names to be counted here; <see cref="Other"/> for all that name none.</param>
/// <param name="Count">Requests.</param>
/// <param name="Period">In any span of this length.</param>
public sealed record RateLimit(string Bucket, int Count, TimeSpan Period)
{
    /// <summary>The bucket of requests that name none.</summary>
    public const string Other = "other";
}
