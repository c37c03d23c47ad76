using System.Net;
using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>The proxies that requests go through. What a proxy's address says of a user and a password is not shown.</summary>
internal sealed class ProxyCheck(IWebProxy proxy)
{
    private static readonly Finding Proxy = new("Proxy");

    public IEnumerable<VideoEnvironmentCheck> Run(IReadOnlyList<(string Provider, Uri Endpoint)> services)
    {
        if (services.Count == 0)
        {
            yield break;
        }

        var ways = services.Select(service => (service.Provider, Via: Of(service.Endpoint))).ToLookup(way => way.Via, way => way.Provider);
        foreach (IGrouping<Uri?, string> way in ways)
        {
            string used = string.Join(", ", way);
            yield return way.Key is { } via
                ? Proxy.Passed(used, $"Through {via.ForDisplay()}{(via.UserInfo.Length > 0 ? ", with a user name and password that are not shown" : "")}.")
                : Proxy.Passed(used, "No proxy.");
        }
    }

    /// <summary>Null for a direct way.</summary>
    public Uri? Of(Uri endpoint) => proxy.GetProxy(endpoint) is { } via && via != endpoint ? via : null;
}
