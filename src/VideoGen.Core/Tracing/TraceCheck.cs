using System.Net;
using System.Text;
using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>
/// The last look at a text that is to be posted: whether a secret is in it after all. Made without the patterns that have taken the
/// secrets out, so that a fault of those does not hide itself.
/// </summary>
internal static class TraceCheck
{
    // A shorter one may be a word of the text that stands there by itself.
    private const int ShortestFound = 8;

    /// <exception cref="VideoGenException"><c>TraceNotSafe</c>.</exception>
    public static void ThrowIfFound(string text, IEnumerable<Secret> secrets)
    {
        if (secrets.Select(secret => secret.Reveal()).Any(value => value.Length >= ShortestFound && IsIn(text, value)))
        {
            throw new VideoGenException(VideoErrors.TraceNotSafe, "A secret was still in the trace after it was cleaned, so nothing was written.");
        }
    }

    private static bool IsIn(string text, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        string base64 = Convert.ToBase64String(bytes).TrimEnd('=');
        string[] exact = [value, WebUtility.HtmlEncode(value), base64, base64.Replace('+', '-').Replace('/', '_')];
        string[] anyCase =
        [
            Convert.ToHexString(bytes),
            string.Concat(bytes.Select(unit => $"%{unit:x2}")),
            string.Concat(value.Select(character => $"\\u{(int)character:x4}")),
        ];
        return exact.Any(form => text.Contains(form, StringComparison.Ordinal)) || anyCase.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase))
            || Uri.UnescapeDataString(text).Contains(value, StringComparison.Ordinal);
    }
}
