namespace VideoGen.Http;

/// <summary>What decides where keys and requests may go.</summary>
public static class UriOrigin
{
    /// <summary>Same scheme, host and port (RFC 6454).</summary>
    public static bool HasSameOrigin(this Uri uri, Uri other) =>
        uri.IsAbsoluteUri && other.IsAbsoluteUri
        && uri.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)
        && HostOf(uri) is { } host && host.Equals(HostOf(other), StringComparison.OrdinalIgnoreCase)
        && uri.Port == other.Port;

    // Some addresses are taken for addresses until their host is looked at; nothing has the origin of such a one.
    private static string? HostOf(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    /// <summary>https anywhere, http on this machine only.</summary>
    /// <exception cref="VideoGenException"><c>InsecureEndpoint</c>.</exception>
    public static void RequireSecure(this Uri uri)
    {
        bool allowed = uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        if (!allowed)
        {
            throw new VideoGenException(VideoErrors.InsecureEndpoint, $"{uri.ForDisplay()} is not https.");
        }
    }

    /// <summary>The address for messages: without user, query and fragment, which carry keys and signatures.</summary>
    public static string ForDisplay(this Uri uri) => DisplayText.OneLine(
        uri.IsAbsoluteUri
            ? uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)
            : uri.OriginalString.Split('?', '#')[0],
        200);
}
