using VideoGen.Http;
using VideoGen.Providers;

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

    /// <summary>The credential as a service takes it: without an id where it has none, <c>id:secret</c> taken apart where it has both.</summary>
    public ServiceCredential For(ProviderDescriptor provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return (provider.TakesIdAndSecret, Id) switch
        {
            (true, null) => Parse(Secret.Reveal(), splits: true),
            (false, not null) => this with { Id = null },
            _ => this,
        };
    }

    /// <summary>Whether it is a key alone.</summary>
    internal CredentialForm Form => Id is null ? CredentialForm.Key : CredentialForm.IdAndSecret;
}
