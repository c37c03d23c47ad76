using System.Net;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Phantaisia;

/// <summary>
/// Reads errors. The service documents their statuses (402, 422) and <c>error_code</c>, and not the shape of their body: the places
/// looked at are those that FastAPI, which it seems to be made with, and the service's other endpoints use.
/// </summary>
internal static class PhantaisiaErrors
{
    private const int LongestPlainText = 500;

    private static readonly string[][] CodePlaces = [["error_code"], ["detail", "error_code"], ["error", "code"]];

    private static readonly string[][] MessagePlaces = [["detail"], ["detail", "message"], ["detail", "msg"]];

    private static readonly string[][] LaterMessagePlaces = [["message"], ["error"], ["error", "message"]];

    /// <summary>Of the endpoints that start a job.</summary>
    public static ServiceError? ReadRun(HttpStatusCode status, string body) => ReadStatus(status, body) is not { } error ? null

        // The plans limit how many clips are made at once (three or four), and no rate is documented. How that limit answers is not
        // documented either; 429 is the status that means it.
        : status == HttpStatusCode.TooManyRequests ? error with { Kind = VideoErrors.ConcurrencyReached }
        : error;

    /// <summary>Of the status endpoint.</summary>
    public static ServiceError? ReadStatus(HttpStatusCode status, string body)
    {
        if (ErrorBody.Parse(body) is not { } json)
        {
            return IsPlainRefusal(status, body) ? new ServiceError(null, body.Trim()) : null;
        }

        string? code = First(json, CodePlaces);
        string? message = First(json, MessagePlaces) ?? Validation(json.Find("detail")) ?? First(json, LaterMessagePlaces);
        return code is null && message is null ? null : new ServiceError(code, message ?? "The service gave no words to the code.");
    }

    /// <summary>
    /// 402 and 422 are the service's own whatever their body is; a page of something in between has other statuses, and is HTML.
    /// </summary>
    private static bool IsPlainRefusal(HttpStatusCode status, string body) =>
        status is HttpStatusCode.PaymentRequired or HttpStatusCode.UnprocessableEntity
        && body.Trim() is { Length: > 0 and <= LongestPlainText } text && text[0] != '<';

    private static string? First(ErrorBody json, string[][] places) => places.Select(place => json.Text(place)).FirstOrDefault(text => text is not null);

    /// <summary>The first entry of FastAPI's list of invalid values: where, and what.</summary>
    private static string? Validation(JsonElement? detail)
    {
        if (detail is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0 || ErrorBody.Parse(list[0].GetRawText()) is not { } first)
        {
            return null;
        }

        string place = first.Find("loc") is { ValueKind: JsonValueKind.Array } loc ? string.Join('.', loc.EnumerateArray()) : "";
        return first.Text("msg") is not { } text ? null : place.Length == 0 ? text : $"{place}: {text}";
    }
}
