using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Where the API of a provider is: <c>VIDEOGEN_&lt;PROVIDER&gt;_URI</c>, else the address of its catalogue line.</summary>
internal sealed class EndpointChoice(ProviderDescriptor provider, Func<string, string?> environment)
{
    /// <exception cref="VideoGenException"><c>InvalidEndpoint</c>, <c>InsecureEndpoint</c>.</exception>
    public Uri Find()
    {
        string variable = ProviderVariables.Uri(provider.Name);
        return environment(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? Parse(text.Trim(), variable) : provider.Endpoint!;
    }

    /// <param name="text">What a user gave.</param>
    /// <param name="source">Where, for the message.</param>
    public static Uri Parse(string text, string source)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            // Not shown: what does not parse may be a key that was set in the wrong place.
            throw new VideoGenException(VideoErrors.InvalidEndpoint, $"{source} is no address of an API: it takes an http(s) address without user name, query and fragment.");
        }

        uri.RequireSecure();
        return uri;
    }
}
