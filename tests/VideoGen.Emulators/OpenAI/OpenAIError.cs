using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>A refusal in the service's shape: <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal sealed record OpenAIError(int Status, string Message, string? Code = null, string? Param = null, string Type = "invalid_request_error")
{
    public static OpenAIError Of(JsonFault fault) => fault.Kind switch
    {
        JsonFaultKind.MediaType => new(400, "Unsupported content type: use 'application/json' or 'multipart/form-data'.", "unsupported_content_type"),
        JsonFaultKind.Syntax => new(400, "We could not parse the JSON body of your request."),
        JsonFaultKind.Type when fault.Path.Length == 0 => new(400, "We could not parse the JSON body of your request."),
        JsonFaultKind.Missing => new(400, $"Missing required parameter: '{fault.Path}'.", "missing_required_parameter", fault.Path),
        JsonFaultKind.Unknown => new(400, $"Unknown parameter: '{fault.Path}'.", "unknown_parameter", fault.Path),
        JsonFaultKind.Type => new(400, $"Invalid type for '{fault.Path}': {fault.Message}.", "invalid_type", fault.Path),
        _ => new(400, $"Invalid value for '{fault.Path}': {fault.Message}.", "invalid_value", fault.Path),
    };

    public static OpenAIError Invalid(string param, string message) => new(400, $"Invalid value for '{param}': {message}.", "invalid_value", param);

    public static OpenAIError NotFound(string id) => new(404, $"Video with id '{id}' not found.", Param: "id");

    public JsonObject ToJson() => new()
    {
        ["error"] = new JsonObject { ["message"] = Message, ["type"] = Type, ["param"] = Param, ["code"] = Code },
    };
}
