using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Limits;

/// <summary>The gates of one home: one for each service, address and key, in <c>limits/</c>.</summary>
internal sealed class RateGates(string home, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RateGate> _gates = new();

    /// <summary>Null for a service that documents no limits.</summary>
    /// <param name="secret">The key; null for none.</param>
    public RateGate? Find(ProviderDescriptor provider, Uri endpoint, Secret? secret)
    {
        if (provider.RateLimits.Count == 0)
        {
            return null;
        }

        // Services count by key, under whatever name the service is registered here.
        byte[] identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{endpoint.AbsoluteUri}\n{secret?.Fingerprint}"));
        string name = Convert.ToHexString(identity.AsSpan(0, 16)).ToLowerInvariant();
        return _gates.GetOrAdd(name, _ => new RateGate(provider.RateLimits, new RateStateFile(Path.Combine(home, "limits", $"{name}.json")), time));
    }
}
