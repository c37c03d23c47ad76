using System.Text.RegularExpressions;
using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>Cleans text for a trace: of known secrets, of what looks like one, and of what signs a link.</summary>
internal sealed partial class TraceText(TraceSecrets secrets)
{
    /// <summary>Stands for the query of a link, which is where signatures are.</summary>
    public const string Query = "‹query›";

    /// <summary>Shorter than anything that <see cref="SchemeAndKey"/> and <see cref="Shapes"/> find.</summary>
    private const int ShortestGuessed = 15;

    public TraceSecrets Secrets => secrets;

    public string Clean(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        // What is known first, and whole: a key may look like a link or like two keys.
        string known = secrets.RemoveFrom(text);
        string cleaned = known.Contains(":/", StringComparison.Ordinal) || known.Contains(":\\", StringComparison.Ordinal) ? Links().Replace(known, CleanLink) : known;
        cleaned = cleaned.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? EncodedLinks().Replace(cleaned, $"$1{Query}") : cleaned;
        cleaned = cleaned.Contains('=', StringComparison.Ordinal) ? Pairs().Replace(cleaned, match => $"{match.Groups[1].Value}={secrets.Add(match.Groups[2].Value)}") : cleaned;
        if (cleaned.Length >= ShortestGuessed)
        {
            cleaned = SchemeAndKey().Replace(cleaned, match => $"{match.Groups[1].Value} {secrets.Add(match.Groups[2].Value)}");
            cleaned = Shapes().Replace(cleaned, match => secrets.Add(match.Value));
        }

        // Again where a guess has made another secret known.
        return ReferenceEquals(cleaned, known) ? known : secrets.RemoveFrom(cleaned);
    }

    /// <summary>An address without user and fragment. Of the query, the service's own requests keep what is no secret.</summary>
    public string Address(Uri uri, bool isOwn)
    {
        string path = uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped);
        string query = uri.Query.Length <= 1 ? "" : isOwn ? $"?{string.Join('&', uri.Query[1..].Split('&').Select(CleanPair))}" : $"?{Query}";
        return secrets.RemoveFrom(path + query);
    }

    /// <summary>Whether a member, parameter or header of this name holds a secret.</summary>
    public static bool IsSecretName(string name) => SecretNames().IsMatch(name);

    private string CleanPair(string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return pair;
        }

        string name = Uri.UnescapeDataString(pair[..equals]);
        return IsSecretName(name) || LinkNames().IsMatch(name) ? $"{pair[..equals]}={secrets.Add(Uri.UnescapeDataString(pair[(equals + 1)..]))}" : pair;
    }

    private static string CleanLink(Match link)
    {
        string user = link.Groups["user"].Success ? "‹user›@" : "";
        return $"{link.Groups["scheme"].Value}{user}{link.Groups["path"].Value}{(link.Groups["query"].Success ? $"?{Query}" : "")}";
    }

    // JSON in JSON escapes slashes and ampersands; a percent-encoded link in the query of another goes with that query.
    [GeneratedRegex(@"(?<scheme>\b[A-Za-z][A-Za-z0-9+.-]{1,15}:(?:\\*/){2})(?<user>[^\s/?#@""'<>\\]*@)?(?<path>(?:(?!%(?:25)*3[Ff])[^\s?#""'<>])*)(?<query>(?:[?#]|%(?:25)*3[Ff])(?:\\+u00[0-9a-fA-F]{2}|[^\s""'<>\\])*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(@"(\b[A-Za-z]{2,10}%(?:25)*3[Aa](?:%(?:25)*2[Ff]){2}[^\s""'<>]*?%(?:25)*3[Ff])[^\s""'<>]*", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedLinks();

    [GeneratedRegex(@"\b(X-(?:Amz|Goog)-[A-Za-z-]{2,40}|Signature|sig|Policy|Key-Pair-Id|(?:access_|refresh_|id_)?token|api[_-]?key|apikey|client_secret|password)=([^&\s""'<>,;)]{4,})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pairs();

    [GeneratedRegex(@"\b(Bearer|Basic|Token|ApiKey|Key)[ +]([A-Za-z0-9._~+/=:-]{12,})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SchemeAndKey();

    // A JSON web token, and the prefixes of well-known keys.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?|\b(?:sk|pk|rk|whsec|ghp|gho|hf|xox[abp])[-_][A-Za-z0-9_-]{12,}|\b(?:AKIA|ASIA|AIza)[A-Za-z0-9_-]{12,}", RegexOptions.CultureInvariant)]
    private static partial Regex Shapes();

    [GeneratedRegex(@"secret|token(?!s\b|_?count|_?type|_?id\b)|passw(?:or)?d|api[-_ ]?key|x-.*-key$|private[-_]?key|access[-_]?key|client[-_]?id$|authoriz|signature|credential|cookie|jwt|session[-_]?id|^key$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretNames();

    // What signed links of the storages carry.
    [GeneratedRegex(@"^(?:x-(?:amz|goog|oss|cos|ms)-.*|sig|sign|se|sp|sv|sr|skoid|expires|key-pair-id|policy|key|auth|hash|hmac)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LinkNames();
}
