using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phantaisia;

/// <summary>Errors in the shapes of FastAPI, which the service seems to be made with.</summary>
internal sealed class PhantaisiaAnswer(PhantaisiaErrorShape shape)
{
    /// <param name="code">Null where the service gives none.</param>
    public IResult Error(int status, string? code, string message) => shape switch
    {
        PhantaisiaErrorShape.Plain => Results.Text(message, statusCode: status),
        _ when code is null => Results.Json(Detail(message), statusCode: status),
        PhantaisiaErrorShape.InsideDetail => Results.Json(Detail(new JsonObject { ["error_code"] = code, ["message"] = message }), statusCode: status),
        _ => Results.Json(new JsonObject { ["error_code"] = code, ["detail"] = message }, statusCode: status),
    };

    public static JsonObject Detail(JsonNode detail) => new() { ["detail"] = detail };

    /// <summary>422 with one entry a fault, as request validation gives it.</summary>
    public static IResult Invalid(IReadOnlyList<JsonFault> faults) =>
        Results.Json(Detail(new JsonArray([.. faults.Select(ToJson)])), statusCode: 422);

    private static JsonObject ToJson(JsonFault fault) => new()
    {
        ["type"] = fault.Kind switch
        {
            JsonFaultKind.Missing => "missing",
            JsonFaultKind.Syntax => "json_invalid",
            JsonFaultKind.Unknown => "extra_forbidden",
            JsonFaultKind.Type when fault.Path.Length == 0 => "model_attributes_type",
            JsonFaultKind.Type => "string_type",
            JsonFaultKind.MediaType => "model_attributes_type",
            _ => "value_error",
        },
        ["loc"] = fault.Path.Length == 0 ? new JsonArray("body") : new JsonArray("body", fault.Path),
        ["msg"] = fault.Kind == JsonFaultKind.Missing ? "Field required" : $"Value {fault.Message}",
    };
}
