using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Dafty;

/// <summary>Every answer is <c>{"data":…}</c> or <c>{"error":{"code","message"}}</c>.</summary>
internal static class DaftyAnswer
{
    public static IResult Data(JsonNode data, int status = 200) => Results.Json(new JsonObject { ["data"] = data }, statusCode: status);

    public static IResult Error(int status, string code, string message, JsonObject? details = null) =>
        Results.Json(ErrorBody(code, message, details), statusCode: status);

    public static JsonObject ErrorBody(string code, string message, JsonObject? details = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (details is not null)
        {
            error["details"] = details;
        }

        return new JsonObject { ["error"] = error };
    }

    public static IResult Invalid(string message) => Error(400, "VALIDATION_ERROR", message);

    public static IResult NotFound(string what) => Error(404, "NOT_FOUND", $"{what} not found");

    public static IResult Conflict(string message) => Error(409, "CONFLICT", message);
}
