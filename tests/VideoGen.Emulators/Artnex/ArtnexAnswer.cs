using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Artnex;

internal sealed class ArtnexAnswer(ArtnexSettings settings)
{
    public IResult Error(int status, string code, string message) => Results.Json(ErrorBody(code, message), statusCode: status);

    public JsonObject ErrorBody(string code, string message) => settings.ErrorShape switch
    {
        ArtnexErrorShape.Nested => new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } },
        ArtnexErrorShape.CodeAndMessage => new JsonObject { ["code"] = code, ["message"] = message },
        _ => new JsonObject { ["success"] = false, ["error"] = code, ["message"] = message },
    };

    public IResult TooMany(HttpResponse response, string message)
    {
        if (settings.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Error(429, "rate_limit_exceeded", message);
    }
}
