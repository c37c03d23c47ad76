using System.Net;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Dafty;

/// <summary>Reads <c>{"error":{"code","message"}}</c>, the shape of every failure (docs: authentication, rate-limits).</summary>
internal static class DaftyErrors
{
    private const int MaxExtra = 200;

    /// <summary>Null for anything else: a code that is no text is another service's.</summary>
    public static ServiceError? Read(HttpStatusCode status, string body)
    {
        if (ErrorBody.Parse(body)?.Find("error") is not { ValueKind: JsonValueKind.Object } error
            || !error.TryGetProperty("code", out JsonElement code) || code.ValueKind != JsonValueKind.String || code.GetString() is not { Length: > 0 } name)
        {
            return null;
        }

        string message = error.TryGetProperty("message", out JsonElement words) && words.ValueKind == JsonValueKind.String ? words.GetString()! : name;
        return new ServiceError(name, message + Extra(error)) { Kind = KindOf(name) };
    }

    /// <summary>Null where the status says it: the names below are the ones that are documented, and those two that say more than their status.</summary>
    private static VideoErrorKind? KindOf(string code) => code switch
    {
        "UNAUTHORIZED" => VideoErrors.Unauthorized,
        "INSUFFICIENT_CREDITS" => VideoErrors.PaymentRequired,
        "RATE_LIMIT_ERROR" => VideoErrors.RateLimited,
        "CONCURRENT_LIMIT_REACHED" => VideoErrors.ConcurrencyReached,
        _ => null,
    };

    /// <summary>
    /// Whatever else the error has, since where the needed CU stand is not documented: <c> (required 30, available 4)</c>.
    /// </summary>
    private static string Extra(JsonElement error)
    {
        string[] members = [.. Members(error).Where(member => member.Name is not ("code" or "message")).Select(member => $"{member.Name} {Text(member.Value)}")];
        return members.Length == 0 ? "" : $" ({DisplayText.OneLine(string.Join(", ", members), MaxExtra)})";
    }

    private static IEnumerable<JsonProperty> Members(JsonElement error) => error.EnumerateObject().SelectMany(
        member => member is { Name: "details", Value.ValueKind: JsonValueKind.Object } ? member.Value.EnumerateObject().AsEnumerable() : [member]);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
