using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>The shapes of answers: JSON, and the two kinds of errors that one version has.</summary>
internal sealed class PhaseoAnswers(PhaseoSettings settings, PhaseoIds ids)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool August => settings.Contract == PhaseoContract.Aug;

    public string AccountMember => August ? "workspace_id" : "team_id";

    /// <param name="noStore">Status, delete and cancel answers have no <c>Cache-Control</c> (recorded).</param>
    public static async Task JsonAsync(HttpContext context, int status, JsonNode body, bool noStore = true)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (noStore)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        await context.Response.WriteAsync(body.ToJsonString(Plain));
    }

    /// <summary>An error of any route but create.</summary>
    /// <param name="key">Null before the key is known.</param>
    /// <param name="more">Members after the account's.</param>
    public Task FlatAsync(HttpContext context, int status, string error, string? reason, PhaseoKey? key = null, JsonObject? more = null, bool noStore = true)
    {
        string request = ids.Next();
        var body = new JsonObject { ["error"] = error };
        if (reason is not null)
        {
            body["reason"] = reason;
        }

        body["request_id"] = request;
        if (key is not null)
        {
            body[AccountMember] = key.Account.Id;
        }

        Append(body, more);
        if (August)
        {
            body["generation_id"] = request;
            body["status_code"] = status;
            body["error_type"] = status is >= 400 and < 500 ? "user" : "system";
            body["error_origin"] = status == 502 ? "upstream" : status >= 500 ? "gateway" : "user";
        }

        return JsonAsync(context, status, body, noStore);
    }

    /// <summary>An error of create, which passes through the pipeline's error handler.</summary>
    /// <param name="type"><c>user</c> or <c>system</c>.</param>
    /// <param name="origin"><c>user</c>, <c>gateway</c> or <c>upstream</c>.</param>
    public Task PipelineAsync(HttpContext context, int status, string error, string description, string type = "user", string origin = "user", JsonObject? more = null)
    {
        var body = new JsonObject
        {
            ["generation_id"] = ids.Next(),
            ["status_code"] = status,
            ["error"] = error,
            ["error_type"] = type,
            ["error_origin"] = origin,
            ["description"] = description,
        };
        Append(body, more);
        context.Response.Headers["X-Gateway-Error-Attribution"] = origin;
        context.Response.Headers["X-Gateway-Error-Origin"] = origin;
        Timing(context);
        return JsonAsync(context, status, body);
    }

    public static void Timing(HttpContext context)
    {
        context.Response.Headers["Server-Timing"] = "before_start;dur=1.000";
        context.Response.Headers["Timing-Allow-Origin"] = "*";
    }

    private static void Append(JsonObject body, JsonObject? more)
    {
        foreach ((string name, JsonNode? value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }
    }
}
