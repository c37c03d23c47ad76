using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VideoGen.Credentials;

namespace VideoGen.Providers.Akool;

/// <summary>
/// Verifies and opens the service's webhooks (page "Webhook"): signed with the SHA-1 of clientId, time, nonce and cipher text, sorted and
/// joined; sealed with AES-CBC, the clientSecret as key and the first 16 bytes of the clientId as IV. The sample that is printed there
/// does not verify with the keys beside it.
/// </summary>
internal static class AkoolWebhook
{
    private const int IvBytes = 16;

    /// <summary>No page names a window. Reports are sent again until they are answered, perhaps with their first time.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <exception cref="VideoGenException"><c>WebhookRefused</c>; <c>CredentialMissing</c> where there is no clientId to check with.</exception>
    public static JobSnapshot Read(WebhookDelivery delivery)
    {
        (byte[] id, byte[] secret) = KeysOf(delivery.Secret);
        AkoolReport report = Parse(delivery.Body);
        if (report is not { Signature: { } signature, DataEncrypt: { } cipher, Timestamp: { } timestamp, Nonce: { } nonce })
        {
            throw Refused("it is no report of Akool's: it takes signature, dataEncrypt, timestamp and nonce");
        }

        if (!IsSigned(signature, delivery.Secret.Id!, timestamp, nonce, cipher))
        {
            throw Refused("its signature is not that of the account");
        }

        DateTimeOffset sent = decimal.TryParse(timestamp, System.Globalization.CultureInfo.InvariantCulture, out decimal milliseconds) && AkoolSnapshots.Moment(milliseconds) is { } moment
            ? moment
            : throw Refused("its timestamp is no time");
        if ((delivery.ReceivedAt - sent).Duration() > Window)
        {
            throw Refused($"it was sent at {sent:u}, more than {Window.TotalMinutes:0} minutes away; check the clock of this machine");
        }

        string text = delivery.Secret.Secret.RemoveFrom(Open(cipher, id, secret));
        AkoolVideo? video = ReadVideo(text);

        // Of an ended clip the report bears no time of its own; it is made at the end.
        return AkoolSnapshots.Of(video is null ? null : video with { UpdateTime = video.UpdateTime ?? milliseconds }, text)
            ?? throw Refused("what is sealed in it is no clip");
    }

    /// <summary>In lower case, as it is compared.</summary>
    public static string SignatureOf(WebhookDelivery delivery) => Parse(delivery.Body).Signature?.ToLowerInvariant() ?? "";

    private static (byte[] Id, byte[] Secret) KeysOf(ServiceCredential credential)
    {
        if (credential.Id is not { } id)
        {
            throw new VideoGenException(VideoErrors.CredentialMissing, "Akool signs its webhooks with clientId and clientSecret, and the credential is a key alone, without the clientId.")
            {
                Remedy = "Set the credential as clientId:clientSecret; the API key is the clientSecret.",
            };
        }

        byte[] idBytes = Encoding.UTF8.GetBytes(id);
        byte[] secretBytes = Encoding.UTF8.GetBytes(credential.Secret.Reveal());
        return idBytes.Length >= IvBytes && secretBytes.Length is 16 or 24 or 32
            ? (idBytes, secretBytes)
            : throw Refused("Akool's clientId has 16 bytes or more and its clientSecret 16, 24 or 32; those of the credential do not");
    }

    private static AkoolReport Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, AkoolAnswerJson.Default.AkoolReport) ?? throw new JsonException("The report is null.");
        }
        catch (JsonException e)
        {
            throw Refused("it is no JSON object", e);
        }
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "It is what the service signs with.")]
    private static bool IsSigned(string signature, params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
        string expected = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts)))).ToLowerInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature.ToLowerInvariant()), Encoding.UTF8.GetBytes(expected));
    }

    private static string Open(string cipher, byte[] id, byte[] secret)
    {
        try
        {
            using var aes = Aes.Create();
            aes.Key = secret;
            return Encoding.UTF8.GetString(aes.DecryptCbc(Convert.FromBase64String(cipher), id.AsSpan(0, IvBytes)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw Refused("it does not open with the account's clientSecret", e);
        }
    }

    private static AkoolVideo? ReadVideo(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, AkoolAnswerJson.Default.AkoolVideo);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static VideoGenException Refused(string why, Exception? cause = null) => new(VideoErrors.WebhookRefused, $"The webhook is refused: {why}.", cause);
}
