using System.Globalization;
using System.Net;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>The service's codes (pages of image to video and of error codes). The list counts as open.</summary>
internal static class AkoolErrors
{
    public const int Success = 1000;

    private const int ContentMissing = 1008;
    private const int CreateFailed = 1015;

    /// <summary>Codes have four digits; what has others in the same two members may be somebody else's.</summary>
    private const int Least = 1001;
    private const int Most = 1999;

    private static readonly Dictionary<int, VideoErrorKind> Kinds = new()
    {
        [1003] = VideoErrors.RequestRefused,
        [1004] = VideoErrors.Forbidden,
        [1005] = VideoErrors.RateLimited,
        [1006] = VideoErrors.PaymentRequired,
        [1007] = VideoErrors.RequestRefused,
        [ContentMissing] = VideoErrors.NotFoundAtService,
        [1009] = VideoErrors.Forbidden,
        [1014] = VideoErrors.NotFoundAtService,
        [CreateFailed] = VideoErrors.ServiceFailed,
        [1101] = VideoErrors.Unauthorized,
        [1102] = VideoErrors.Unauthorized,
        [1103] = VideoErrors.PaymentRequired,
        [1104] = VideoErrors.PaymentRequired,
        [1108] = VideoErrors.RequestRefused,
        [1109] = VideoErrors.Unauthorized,
        [1110] = VideoErrors.RequestRefused,
        [1200] = VideoErrors.Forbidden,
    };

    /// <summary>True for what a new token may put right: authorization invalid, expired or empty.</summary>
    public static bool IsOfToken(VideoGenException error) => error.ServiceCode is "1101" or "1102";

    /// <summary>The <see cref="ErrorReader"/> of the service: the envelope with another code than success, whatever the status.</summary>
    public static ServiceError? Read(HttpStatusCode status, string body) =>
        ErrorBody.Parse(body) is { } error && error.Find("code") is { } code && CodeOf(code) is { } number ? Of(number, error.Text("msg"), status) : null;

    /// <summary>The error of a code; null for one that is none, or has nothing of the service's.</summary>
    /// <param name="msg">The service's words; null for none.</param>
    /// <param name="status">Of HTTP: 200 with most errors.</param>
    public static ServiceError? Of(int code, string? msg, HttpStatusCode status)
    {
        bool isOwn = code is >= Least and <= Most;
        if (code == Success || (!isOwn && msg is null))
        {
            return null;
        }

        // A status that says nothing would make a kind that says nothing.
        bool isMute = (int)status is >= 200 and < 300;
        VideoErrorKind? kind = Kinds.GetValueOrDefault(code) ?? (isMute ? isOwn ? VideoErrors.RequestRefused : VideoErrors.ServiceFailed : null);

        // With a 5xx only a code that names the reason for not making the clip is taken for that.
        bool isReason = Kinds.ContainsKey(code) && code != CreateFailed;
        return new ServiceError(code.ToString(CultureInfo.InvariantCulture), msg ?? "no message")
        {
            Kind = kind,
            IsRefusal = isOwn && ((int)status is < 500 and not 408 || isReason),
        };
    }

    /// <summary>The code, written as a number or as text with one; null for anything else.</summary>
    public static int? CodeOf(JsonElement code) => code.ValueKind switch
    {
        JsonValueKind.Number => code.TryGetInt32(out int number) ? number : null,
        JsonValueKind.String => int.TryParse(code.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
        _ => null,
    };
}
