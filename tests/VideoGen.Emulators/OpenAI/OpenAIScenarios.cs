using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>Trouble in the service's own words; nothing is carried out.</summary>
public static class OpenAIScenarios
{
    public static Scenario Error(int status, string code, string message, string type = "invalid_request_error", string? retryAfter = null) =>
        Scenarios.Status(status, new OpenAIError(status, message, code, Type: type).ToJson().ToJsonString(), "application/json", retryAfter) with { Name = $"error:{code}" };

    public static Scenario RateLimit(string? retryAfter = "1") => Error(429, "rate_limit_exceeded", "Rate limit reached for requests.", "requests", retryAfter);

    public static Scenario ServerError() => Error(500, "server_error", "The server had an error while processing your request.", "server_error");
}
