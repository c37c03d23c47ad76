using System.Net;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.OpenAI;

/// <summary>Reads refusals in the shapes that the servers of this kind document.</summary>
internal static class OpenAIErrors
{
    private const int DetailsShown = 3;

    /// <remarks>
    /// OpenAI's own is <c>{"error":{message,type,param,code}}</c> (guide, Error codes), which gateways and vLLM-Omni answer too.
    /// Older vLLM has the same members at the top beside <c>"object":"error"</c>, and SGLang FastAPI's <c>{"detail":…}</c>.
    /// </remarks>
    public static ServiceError? Read(HttpStatusCode status, string body)
    {
        if (ErrorBody.Parse(body) is not { } error)
        {
            return null;
        }

        if (error.Text("error", "message") is { } message)
        {
            return Stated(status, error.Text("error", "code"), error.Text("error", "type"), message);
        }

        if (error.Text("object") == "error" && error.Text("message") is { } flat)
        {
            return Stated(status, error.Text("code"), error.Text("type"), flat);
        }

        return Detail(error.Find("detail")) is { } detail ? new ServiceError(null, detail) : null;
    }

    /// <summary>The kind of a code, where it says more than the status; null otherwise.</summary>
    public static VideoErrorKind? KindOf(string? code) => code switch
    {
        "rate_limit_exceeded" => VideoErrors.RateLimited,
        "insufficient_quota" or "organization_spend_limit_exceeded" or "project_spend_limit_exceeded" or "organization_usage_limit_exceeded" => VideoErrors.QuotaReached,
        "credit_balance_exhausted" or "billing_hard_limit_reached" or "billing_not_active" => VideoErrors.PaymentRequired,
        "moderation_blocked" or "content_policy_violation" or "content_filter" => VideoErrors.ContentRefused,
        "invalid_api_key" => VideoErrors.Unauthorized,

        // With status 404, which would read as if a job were missing.
        "model_not_found" => VideoErrors.RequestRefused,
        _ => null,
    };

    private static ServiceError Stated(HttpStatusCode status, string? code, string? type, string message)
    {
        // vLLM repeats the status as its code; its type says more.
        string? word = code is null || code == $"{(int)status}" ? type : code;

        // Every billing failure has the type insufficient_quota, whatever newer codes it gets.
        return new ServiceError(word, message) { Kind = KindOf(word) ?? KindOf(type) };
    }

    /// <summary>A text, or a list of <c>{loc, msg}</c>, one a field.</summary>
    private static string? Detail(JsonElement? detail) => detail switch
    {
        { ValueKind: JsonValueKind.String } text => OpenAIValues.Text(text),
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list.EnumerateArray().All(IsFault) =>
            string.Join("; ", list.EnumerateArray().Take(DetailsShown).Select(fault => $"{Place(fault)}: {fault.GetProperty("msg").GetString()}")),
        _ => null,
    };

    private static bool IsFault(JsonElement fault) =>
        fault.ValueKind == JsonValueKind.Object
        && fault.TryGetProperty("loc", out JsonElement place) && place.ValueKind == JsonValueKind.Array
        && fault.TryGetProperty("msg", out JsonElement message) && message.ValueKind == JsonValueKind.String;

    private static string Place(JsonElement fault) => string.Join('.', fault.GetProperty("loc").EnumerateArray().Select(step => step.ToString()));
}
