namespace VideoGen.Http;

/// <summary>A key and the one origin it may be sent to.</summary>
/// <param name="Origin">Only scheme, host and port count (RFC 6454).</param>
/// <param name="HeaderName">The header that carries it, such as <c>Authorization</c> or <c>x-api-key</c>.</param>
/// <param name="Scheme">Stands in front of the key, such as <c>Bearer</c>; null for the bare key.</param>
/// <param name="Secret">The key.</param>
public sealed record OriginCredential(Uri Origin, string HeaderName, string? Scheme, Secret Secret)
{
    public static OriginCredential Bearer(Uri origin, Secret secret) => new(origin, "Authorization", "Bearer", secret);

    public bool AppliesTo(Uri uri) => Origin.HasSameOrigin(uri);

    internal string HeaderValue => Scheme is null ? Secret.Reveal() : $"{Scheme} {Secret.Reveal()}";
}
