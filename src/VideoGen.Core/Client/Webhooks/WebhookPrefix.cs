using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Client;

/// <summary>Where to listen, in the form of <see cref="System.Net.HttpListener"/>: <c>http://host:port/path/</c>, the host <c>*</c> for any name.</summary>
/// <param name="Host">As it was given.</param>
internal sealed partial record WebhookPrefix(string Host, int Port, string Path)
{
    public static string Default => "http://localhost:8080/";

    /// <summary>Requests come from this machine only, such as those of a tunnel's program.</summary>
    public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(Host.Trim('[', ']'), out System.Net.IPAddress? address) && System.Net.IPAddress.IsLoopback(address));

    public override string ToString() => $"http://{Host}:{Port}{Path}";

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static WebhookPrefix Parse(string text)
    {
        string shown = DisplayText.OneLine(text, 80);
        if (text.Trim().StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"'{shown}' is https, and the listener has no certificate.", "Listen at plain http on this machine and let a tunnel or a proxy, which has a certificate, lead to it: -Prefix http://localhost:8080/.");
        }

        Match match = Form().Match(text.Trim());
        int port = match.Groups["port"].Success && int.TryParse(match.Groups["port"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 80;
        if (!match.Success || port is < 1 or > 65535)
        {
            throw Invalid($"'{shown}' is no address to listen at.", "Give http://, a host or * for any, and a port from 1 to 65535: -Prefix http://localhost:8080/.");
        }

        string path = match.Groups["path"].Value;
        return new WebhookPrefix(match.Groups["host"].Value, port, path.EndsWith('/') ? path : $"{path}/");
    }

    private static VideoGenException Invalid(string message, string remedy) => new(VideoErrors.InvalidParameterValue, message) { Remedy = remedy };

    [GeneratedRegex(@"^http://(?<host>\*|\+|[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:(?<port>[0-9]{1,5}))?(?<path>(/[A-Za-z0-9._~%-]+)*/?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
