using VideoGen.Http;

namespace VideoGen.Credentials;

/// <summary>What proves to a service who is asking. Its secret prints as <c>***</c>.</summary>
/// <param name="Id">The public half where the service gives an id and a secret; null for a key alone.</param>
/// <param name="Secret">The key, or the secret half.</param>
public sealed record ServiceCredential(string? Id, Secret Secret)
{
    /// <summary>A key as it is written in an environment variable or a file: <c>key</c>, or <c>id:secret</c> where the service has both.</summary>
    /// <param name="text">Not blank.</param>
    /// <param name="splits">True where the service has ids; a colon is part of the key elsewhere.</param>
    public static ServiceCredential Parse(string text, bool splits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        string trimmed = text.Trim();
        int colon = splits ? trimmed.IndexOf(':', StringComparison.Ordinal) : -1;
        return colon > 0 && colon < trimmed.Length - 1
            ? new ServiceCredential(trimmed[..colon], new Secret(trimmed[(colon + 1)..]))
            : new ServiceCredential(null, new Secret(trimmed));
    }
}
