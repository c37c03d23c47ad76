using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>Trouble in the gateway's own error shapes.</summary>
public static class PhaseoScenarios
{
    /// <summary>The status call asks the provider; that one had a bad moment. The job goes on.</summary>
    public static Scenario UpstreamTrouble() =>
        Error(502, """{"error":"upstream_error","reason":"video_provider_request_failed","request_id":"G-01M7Y319K3Z6CYYT98JCF2G77J","team_id":"team_test","upstream_status":503}""");

    /// <summary>A 429 of the provider, passed on.</summary>
    public static Scenario UpstreamLimit(string? retryAfter = null) =>
        Error(429, """{"error":"upstream_error","reason":"upstream_rate_limited","request_id":"G-01M7Y319K3Z6CYYT98JCF2G77J","team_id":"team_test","upstream_status":429}""", retryAfter);

    /// <summary>A create whose fate is unknown to its sender.</summary>
    public static Scenario PipelineError() =>
        Error(500, """{"error":"pipeline_execution_error","description":"Pipeline execution failed","request_id":"G-01M7Y319K3Z6CYYT98JCF2G77J"}""");

    /// <summary>All providers failed, not all with a 4xx: whether something was made is unknown.</summary>
    public static Scenario ProvidersDown() =>
        Error(502, """{"generation_id":"G-01M7Y319K3Z6CYYT98JCF2G77J","status_code":502,"error":"upstream_error","error_type":"system","error_origin":"upstream","description":"All providers failed","reason":"all_candidates_failed","attempt_count":2,"failed_providers":["openai","fal"],"failed_statuses":[400,503]}""");

    private static Scenario Error(int status, string body, string? retryAfter = null) => Scenarios.Status(status, body, "application/json", retryAfter);
}
