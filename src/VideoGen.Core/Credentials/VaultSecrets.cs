using System.Collections.Concurrent;

namespace VideoGen.Credentials;

/// <summary>What hosts have read out of vaults: credentials, or why there is none. The core itself reads no vault.</summary>
internal sealed class VaultSecrets
{
    private readonly ConcurrentDictionary<string, Outcome> _outcomes = new(StringComparer.OrdinalIgnoreCase);

    public void Keep(string provider, VaultSecret secret, ServiceCredential credential) => _outcomes[provider] = new Outcome(secret, credential, null);

    public void Keep(string provider, VaultSecret secret, VideoGenException failure) => _outcomes[provider] = new Outcome(secret, null, failure);

    public void Forget(string provider) => _ = _outcomes.TryRemove(provider, out _);

    /// <summary>The credential, or null where it was not read or could not be.</summary>
    public ServiceCredential? Find(string provider, VaultSecret secret) => Of(provider, secret)?.Credential;

    /// <summary>Why there is none.</summary>
    public VideoGenException WhyNone(string provider, VaultSecret secret) => Of(provider, secret)?.Failure ?? CredentialErrors.VaultNotRead(provider, secret);

    // Another process may have pointed the provider to another secret since.
    private Outcome? Of(string provider, VaultSecret secret) =>
        _outcomes.TryGetValue(provider, out Outcome? outcome) && outcome.Secret == secret ? outcome : null;

    private sealed record Outcome(VaultSecret Secret, ServiceCredential? Credential, VideoGenException? Failure);
}
