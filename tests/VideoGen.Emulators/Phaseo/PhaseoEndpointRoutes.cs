using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary><c>/webhook-endpoints</c> of the August contract, for management keys. The wording of its errors is assumed.</summary>
internal sealed class PhaseoEndpointRoutes(PhaseoService service)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await EnterAsync(context) is { } key)
        {
            await PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. service.Endpoints.Of(key.Account.Id).Select(endpoint => Json(endpoint))]) });
        }
    }

    public async Task CreateAsync(HttpContext context)
    {
        if (await EnterAsync(context) is not { } key || await ReadAsync(context, key, null) is not { } endpoint)
        {
            return;
        }

        service.Endpoints.Put(endpoint);
        await PhaseoAnswers.JsonAsync(context, 201, Json(endpoint, withSecret: true));
    }

    public Task GetAsync(HttpContext context, string id) => WithAsync(context, id, (_, endpoint) => PhaseoAnswers.JsonAsync(context, 200, Json(endpoint)));

    public Task ChangeAsync(HttpContext context, string id) => WithAsync(context, id, async (key, endpoint) =>
    {
        if (await ReadAsync(context, key, endpoint) is { } changed)
        {
            service.Endpoints.Put(changed);
            await PhaseoAnswers.JsonAsync(context, 200, Json(changed));
        }
    });

    public Task DeleteAsync(HttpContext context, string id) => WithAsync(context, id, (PhaseoKey _, PhaseoEndpoint endpoint) =>
    {
        service.Endpoints.Remove(endpoint.Id);
        return PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["id"] = endpoint.Id, ["deleted"] = true });
    });

    public Task RotateAsync(HttpContext context, string id) => WithAsync(context, id, (_, endpoint) =>
    {
        PhaseoEndpoint rotated = endpoint with { Secret = NewSecret() };
        service.Endpoints.Put(rotated);
        return PhaseoAnswers.JsonAsync(context, 200, Json(rotated, withSecret: true));
    });

    private async Task WithAsync(HttpContext context, string id, Func<PhaseoKey, PhaseoEndpoint, Task> run)
    {
        if (await EnterAsync(context) is not { } key)
        {
            return;
        }

        await (service.Endpoints.Find(id, key.Account.Id) is { } endpoint
            ? run(key, endpoint)
            : service.Answers.FlatAsync(context, 404, "not_found", "webhook_endpoint_not_found", key));
    }

    /// <summary>A new endpoint, or <paramref name="before"/> with changes; null when a refusal is written.</summary>
    private async Task<PhaseoEndpoint?> ReadAsync(HttpContext context, PhaseoKey key, PhaseoEndpoint? before)
    {
        JsonElement body;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            await service.Answers.FlatAsync(context, 400, "invalid_json", null, key);
            return null;
        }

        var issues = new List<PhaseoIssue>();
        string? name = null;
        Uri? uri = null;
        IReadOnlyList<string> events = [];
        if (body.ValueKind == JsonValueKind.Object)
        {
            var fields = new PhaseoFields(body, [], issues);
            name = fields.Text("name", before is null, 1);
            string? text = fields.Text("url", before is null, 1);
            events = fields.Texts("events", 1);
            fields.RefuseUnknown();
            if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out uri) && Allowed(uri)))
            {
                fields.Issue("url", "Invalid URL", "invalid_format");
            }
        }

        if (body.ValueKind != JsonValueKind.Object || issues.Count > 0)
        {
            await service.Answers.FlatAsync(context, 400, "validation_error", "invalid_webhook_endpoint", key, new JsonObject { ["details"] = new JsonArray([.. issues.Select(issue => issue.ToJson())]) });
            return null;
        }

        return before is null
            ? new PhaseoEndpoint($"whe_{service.Ids.Next()[2..]}", key.Account.Id, name!, uri!, events, NewSecret(), service.Time.GetUtcNow())
            : before with { Name = name ?? before.Name, Uri = uri ?? before.Uri, Events = events.Count > 0 ? events : before.Events };
    }

    private bool Allowed(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && service.Settings.LoopbackWebhooks);

    private Task<PhaseoKey?> EnterAsync(HttpContext context) => service.Gate.EnterManagementAsync(context);

    private static JsonObject Json(PhaseoEndpoint endpoint, bool withSecret = false)
    {
        var json = new JsonObject
        {
            ["id"] = endpoint.Id,
            ["name"] = endpoint.Name,
            ["url"] = endpoint.Uri.OriginalString,
            ["events"] = new JsonArray([.. endpoint.Events.Select(name => JsonValue.Create(name))]),
            ["created_at"] = PhaseoVideos.Iso(endpoint.Created),
        };
        if (withSecret)
        {
            json["signing_secret"] = endpoint.Secret;
        }

        return json;
    }

    private static string NewSecret() => $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
}
