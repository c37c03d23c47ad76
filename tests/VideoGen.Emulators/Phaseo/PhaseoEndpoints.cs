using System.Collections.Concurrent;

namespace VideoGen.Emulators.Phaseo;

internal sealed class PhaseoEndpoints
{
    private readonly ConcurrentDictionary<string, PhaseoEndpoint> _endpoints = new(StringComparer.Ordinal);

    public void Put(PhaseoEndpoint endpoint) => _endpoints[endpoint.Id] = endpoint;

    public PhaseoEndpoint? Find(string id, string account) => _endpoints.TryGetValue(id, out PhaseoEndpoint? endpoint) && endpoint.Account == account ? endpoint : null;

    public IReadOnlyList<PhaseoEndpoint> Of(string account) => [.. _endpoints.Values.Where(endpoint => endpoint.Account == account).OrderBy(endpoint => endpoint.Created)];

    public void Remove(string id) => _ = _endpoints.TryRemove(id, out _);
}
