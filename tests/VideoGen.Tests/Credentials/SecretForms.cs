using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoGen.Tests.Credentials;

/// <summary>The forms in which a secret may stand in a text.</summary>
internal static class SecretForms
{
    public static string[] Of(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string url = Uri.EscapeDataString(secret);
        string hex = Convert.ToHexString(bytes);
        return
        [
            secret,
            url,
            Regex.Replace(url, "%..", escape => escape.Value.ToLowerInvariant()),
            Uri.EscapeDataString(url),
            Uri.EscapeDataString(Uri.EscapeDataString(url)),
            WebUtility.UrlEncode(secret),
            string.Concat(bytes.Select(unit => $"%{unit:X2}")),
            string.Concat(bytes.Select(unit => $"%{unit:x2}")),
            JsonSerializer.Serialize(secret).Trim('"'),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            JsonSerializer.Serialize(JsonSerializer.Serialize(secret)),
            secret.Replace("/", "\\/", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal),
            string.Concat(secret.Select(character => $"\\u{(int)character:x4}")),
            string.Concat(secret.Select(character => $"\\u{(int)character:X4}")),
            WebUtility.HtmlEncode(secret),
            string.Concat(secret.Select(character => $"&#{(int)character};")),
            string.Concat(secret.Select(character => $"&#x{(int)character:x};")),
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secret}:")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"a:{secret}")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab:{secret}:c")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"id:{secret}")).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),
            Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes($"x{secret}y")),
            hex,
            hex.ToLowerInvariant(),
            BitConverter.ToString(bytes),
            string.Concat(bytes.Select(unit => $"\\x{unit:x2}")),
            Convert.ToHexString(Encoding.Unicode.GetBytes(secret)),
        ];
    }

    /// <summary>The first twelve characters in a row of any of the forms that a text has; null where it has none. So many are a part of a key that is worth something.</summary>
    public static string? FindIn(string text, IEnumerable<string> forms)
    {
        const int Telling = 12;
        foreach (string form in forms.Where(form => form.Length >= Telling))
        {
            for (int start = 0; start + Telling <= form.Length; start++)
            {
                if (text.Contains(form.Substring(start, Telling), StringComparison.Ordinal))
                {
                    return form.Substring(start, Telling);
                }
            }
        }

        return null;
    }
}
