using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>
/// The body of a webhook: AES-CBC of the text with the secret as key and the first 16 bytes of the id as IV, and the SHA-1 of id,
/// time, nonce and cipher text, sorted and joined (the service's webhook page).
/// </summary>
public static class AkoolSeal
{
    private const int IvBytes = 16;

    /// <param name="clientId">At least 16 bytes.</param>
    /// <param name="clientSecret">Of 16, 24 or 32 bytes.</param>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <param name="nonce">Digits.</param>
    /// <param name="text">What is told.</param>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "It is what the service signs with.")]
    public static JsonObject Seal(string clientId, string clientSecret, long timestamp, string nonce, string text)
    {
        using var aes = Aes.Create();
        aes.Key = Encoding.UTF8.GetBytes(clientSecret);
        string cipher = Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(clientId).AsSpan(0, IvBytes)));
        string[] parts = [clientId, timestamp.ToString(CultureInfo.InvariantCulture), nonce, cipher];
        Array.Sort(parts, StringComparer.Ordinal);
        return new JsonObject
        {
            ["signature"] = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts)))),
            ["dataEncrypt"] = cipher,
            ["timestamp"] = timestamp,
            ["nonce"] = nonce,
        };
    }
}
