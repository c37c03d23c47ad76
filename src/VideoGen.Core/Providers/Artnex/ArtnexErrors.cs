using System.Net;
using VideoGen.Http;

namespace VideoGen.Providers.Artnex;

/// <summary>
/// Reads errors: JSON with a code and a message (table "Error codes" of docs.artnex.app/api/generate-video). Where in the body the code
/// stands is not documented: it may be <c>error</c>, <c>error.code</c>, <c>code</c> or <c>error_code</c>.
/// </summary>
internal static class ArtnexErrors
{
    private static readonly Dictionary<string, VideoErrorKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["missing_prompt"] = VideoErrors.RequestRefused,
        ["invalid_model"] = VideoErrors.RequestRefused,
        ["invalid_mode"] = VideoErrors.RequestRefused,
        ["missing_image"] = VideoErrors.RequestRefused,
        ["invalid_api_key"] = VideoErrors.Unauthorized,
        ["insufficient_credits"] = VideoErrors.PaymentRequired,

        // "You have exceeded your plan's daily request quota."
        ["rate_limit_exceeded"] = VideoErrors.QuotaReached,

        // Assumed: the page does not tell how an unknown id is answered.
        [NotFound] = VideoErrors.NotFoundAtService,
    };

    public const string NotFound = "not_found";

    /// <param name="status">Also of a success, whose body may state an error all the same.</param>
    /// <param name="body">The whole answer.</param>
    public static ServiceError? Read(HttpStatusCode status, string body)
    {
        if (ErrorBody.Parse(body) is not { } json)
        {
            return null;
        }

        // A bare "error" is a code, or a sentence where there is no code.
        string? flat = json.Text("error");
        bool isSentence = flat?.Contains(' ', StringComparison.Ordinal) is true;
        string? code = json.Text("error", "code") ?? json.Text("code") ?? json.Text("error_code") ?? (isSentence ? null : flat);
        string? message = json.Text("message") ?? json.Text("error", "message") ?? json.Text("detail") ?? (isSentence ? flat : null);
        return code is null && message is null ? null : new ServiceError(code, message ?? "The service gave no words to the code.")
        {
            Kind = code is not null && Kinds.TryGetValue(code, out VideoErrorKind? kind) ? kind
                : (int)status < 300 ? VideoErrors.RequestRefused
                : null,
        };
    }
}
