using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Tracing;

/// <summary>Every secret the module can reach now, wherever it is kept and whatever comes before it: none may be in what is exported.</summary>
internal static class KnownSecrets
{
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

    public static IEnumerable<Secret> Of(ProviderCatalog catalog, CredentialLookup credentials, Func<string, string?> environment)
    {
        var texts = new List<string?>();
        foreach (ProviderDescriptor provider in catalog.All.Select(entry => entry.Descriptor).Where(provider => provider.Credential != CredentialNeed.None))
        {
            // Each place by itself: a key that another comes before was perhaps used yesterday.
            texts.AddRange(Parts(environment(ProviderVariables.Key(provider.Name))));
            texts.AddRange(Parts(Try(() => environment(ProviderVariables.KeyFile(provider.Name)) is { Length: > 0 } path ? KeyFile.Read(path.Trim(), "") : null)));
            ServiceCredential?[] found = [TryFind(() => credentials.Store.Find(provider.Name)?.Credential), TryFind(() => credentials.LocateSet(provider)?.Credential)];
            texts.AddRange(found.OfType<ServiceCredential>().SelectMany(credential => new[] { credential.Id, credential.Secret.Reveal() }));
        }

        texts.AddRange(ProxyVariables.SelectMany(variable => Uri.TryCreate(environment(variable), UriKind.Absolute, out Uri? proxy) ? Parts(Uri.UnescapeDataString(proxy.UserInfo)) : []));
        return texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct().Select(text => new Secret(text!));
    }

    /// <summary>The whole, and its halves where it is <c>id:secret</c>.</summary>
    private static IEnumerable<string?> Parts(string? text)
    {
        string trimmed = text?.Trim() ?? "";
        int colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? [trimmed, trimmed[..colon], trimmed[(colon + 1)..]] : [trimmed];
    }

    private static string? Try(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (VideoGenException)
        {
            // What cannot be read now could not be used now either.
            return null;
        }
    }

    private static ServiceCredential? TryFind(Func<ServiceCredential?> find)
    {
        try
        {
            return find();
        }
        catch (VideoGenException)
        {
            return null;
        }
    }
}
