using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// Reports of the service (page, section 15): signed with HMAC-SHA256 over <c>timestamp + "." + body</c>, in lower-case hexadecimal,
/// in the headers of either contract.
/// </summary>
internal static class PhaseoWebhook
{
    private static readonly string[] Generations = ["x-phaseo", "x-ai-stats"];

    /// <summary>How far a report's time may be from ours, as in the service's own libraries.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    /// <exception cref="VideoGenException"><c>WebhookRefused</c>.</exception>
    public static JobSnapshot Read(WebhookDelivery delivery, PhaseoSnapshots snapshots)
    {
        Verify(delivery);
        PhaseoReport? report;
        try
        {
            report = JsonSerializer.Deserialize(delivery.Body.Span, PhaseoJson.Default.PhaseoReport);
        }
        catch (JsonException e)
        {
            throw Refused("it is not the JSON that Phaseo documents", e);
        }

        if (report?.Data is not { Id: { } id } video || string.IsNullOrWhiteSpace(id))
        {
            throw Refused("it names no job");
        }

        return snapshots.Of(video with { Status = video.Status ?? Ending(report.Type) }, id, Encoding.UTF8.GetString(delivery.Body.Span));
    }

    /// <summary>Of its time and its body.</summary>
    public static string SignatureOf(WebhookDelivery delivery) => Header(delivery, $"{GenerationOf(delivery)}-signature") ?? "";

    private static string? GenerationOf(WebhookDelivery delivery) => Generations.FirstOrDefault(prefix => Header(delivery, $"{prefix}-signature") is not null);

    private static void Verify(WebhookDelivery delivery)
    {
        string generation = GenerationOf(delivery) ?? throw Refused("it is not signed");
        string signature = Header(delivery, $"{generation}-signature")!;
        string timestamp = Header(delivery, $"{generation}-timestamp") ?? throw Refused("its signature has no time");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. delivery.Body.Span];
        string expected = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(delivery.Secret.Secret.Reveal()), signed)).ToLowerInvariant();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            throw Refused("its signature is wrong");
        }

        // After the signature, so that only the service can learn what our clock says.
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || Math.Abs(delivery.ReceivedAt.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds)
        {
            throw Refused("it was signed at another time than now");
        }
    }

    private static string? Header(WebhookDelivery delivery, string name) =>
        delivery.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value.Trim() : null;

    /// <summary><c>completed</c> of <c>video.completed</c>.</summary>
    private static string? Ending(string? type) => type?[(type.LastIndexOf('.') + 1)..];

    private static VideoGenException Refused(string reason, Exception? cause = null) => new(VideoErrors.WebhookRefused, $"A report to the webhook was refused: {reason}.", cause);
}
