using System.Net;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// Reads the service's errors (page, section 12): flat bodies whose <c>error</c> is the code, with members of the gateway beside it,
/// and nested ones, <c>{"error":{"code","message"}}</c>, when the video API is switched off.
/// </summary>
internal static class PhaseoErrors
{
    /// <summary>Members that every flat error has one of, and errors of other servers in between do not.</summary>
    private static readonly string[] Marks =
        ["generation_id", "request_id", "error_type", "error_origin", "team_id", "workspace_id"];

    /// <summary>Codes that come nested or without a mark.</summary>
    private static readonly string[] BareCodes =
        ["not_implemented_yet", "video_api_temporarily_disabled", "video_api_feature_disabled", "websocket_upgrade_required", "management_key_required"];

    /// <summary>For <see cref="ApiEndpoint.ReadError"/>.</summary>
    public static ServiceError? Read(HttpStatusCode status, string body)
    {
        if (ErrorBody.Parse(body) is not { } error || (error.Text("error", "code") ?? TextOf(error.Find("error"))) is not { } code)
        {
            return null;
        }

        bool isOurs = TextOf(error.Find("error")) is null
            ? BareCodes.Contains(code)
            : BareCodes.Contains(code) || Marks.Any(mark => error.Find(mark) is not null) || IsNotOk(error);
        return !isOurs ? null : new ServiceError(code, Words(error, code))
        {
            Kind = KindOf(status, code, error),
            RequestId = error.Text("request_id") ?? error.Text("generation_id"),
            IsRefusal = (int)status switch
            {
                501 => true,
                >= 500 => Statuses(error) is { Count: > 0 } statuses && statuses.All(IsRefusal),
                _ => null,
            },
        };
    }

    /// <summary>A provider behind the gateway that answered so made nothing. After 408 it gave up waiting, which says nothing.</summary>
    private static bool IsRefusal(int status) => status is >= 400 and < 500 and not 408;

    private static VideoErrorKind? KindOf(HttpStatusCode status, string code, ErrorBody error)
    {
        switch (error.Text("reason"))
        {
            case "video_delete_requires_terminal_status":
                return VideoErrors.CannotDelete;
            case "video_cancel_temporarily_disabled" or "video_cancellation_disabled":
                return VideoErrors.CannotStop;
        }

        if (code == "guardrail_blocked" || error.Text("upstream_error", "code") == "moderation_blocked")
        {
            return VideoErrors.ContentRefused;
        }

        // A cap of the key's own on requests or spending, by the day or the month: another attempt is of no use before it is renewed.
        if (code == "key_limit_exceeded")
        {
            return VideoErrors.QuotaReached;
        }

        // The gateway's 502 says that it was the providers who refused.
        return (int)status >= 500 && Statuses(error) is { Count: > 0 } statuses && statuses.All(IsRefusal)
            ? statuses.All(each => each == 429) ? VideoErrors.RateLimited : VideoErrors.RequestRefused
            : null;
    }

    /// <summary>What each provider answered that was tried for a create; null where the error is another one.</summary>
    private static List<int>? Statuses(ErrorBody error)
    {
        bool allFailed = error.Text("reason") == "all_candidates_failed" || error.Text("error") == "all_candidates_failed";
        return allFailed && error.Find("failed_statuses") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.Number && each.TryGetInt32(out int status) ? status : 0)]
            : null;
    }

    private static string Words(ErrorBody error, string code)
    {
        string words = error.Text("description") ?? error.Text("message") ?? error.Text("error", "message") ?? Details(error)
            ?? error.Text("reason") ?? error.Text("upstream_error", "message") ?? code;
        string? renewed = error.Text("reset_at");
        return renewed is null ? words : $"{words}; renewed at {renewed}";
    }

    private static string? Details(ErrorBody error)
    {
        string[] messages = error.Find("details") is { ValueKind: JsonValueKind.Array } details
            ? [.. details.EnumerateArray().Select(detail => detail.ValueKind == JsonValueKind.Object && detail.TryGetProperty("message", out JsonElement message) ? TextOf(message) : null).OfType<string>()]
            : [];
        return messages.Length == 0 ? null : string.Join("; ", messages);
    }

    private static bool IsNotOk(ErrorBody error) => error.Find("ok") is { ValueKind: JsonValueKind.False } && error.Text("message") is not null;

    private static string? TextOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString() : null;
}
