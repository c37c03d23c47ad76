using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary><c>POST /videos</c>: key, JSON, schema, model, wallet, limits, parameters, provider, in that order.</summary>
internal sealed class PhaseoCreate(PhaseoService service)
{
    private readonly PhaseoSchema _schema = new(service.Settings, service.Endpoints);

    private PhaseoAnswers Answers => service.Answers;

    public async Task RunAsync(HttpContext context)
    {
        if (await service.Gate.IsClosedAsync(context))
        {
            return;
        }

        (PhaseoKey? key, string reason) = service.Gate.Authorize(context.Request);
        if (key is null)
        {
            await Answers.PipelineAsync(context, 401, "unauthorised", reason, "system");
            return;
        }

        if (await JsonAsync(context.Request) is not { } body)
        {
            await Answers.PipelineAsync(context, 400, "invalid_json", "invalid_json");
            return;
        }

        (PhaseoRequest? request, IReadOnlyList<PhaseoIssue> issues) = _schema.Read(body, key.Account.Id);
        if (request is null)
        {
            await InvalidAsync(context, issues);
            return;
        }

        if (string.IsNullOrWhiteSpace(request.Model))
        {
            await Answers.PipelineAsync(context, 400, "model_required", "model_required");
            return;
        }

        PhaseoModel? model = service.Settings.Models.FirstOrDefault(model => model.Id == request.Model || (service.August && model.Id.EndsWith($"/{request.Model}", StringComparison.Ordinal)));
        PhaseoRoute[] routes = model is null ? [] : [.. request.Routing.Candidates(model)];
        if (routes.Length == 0)
        {
            await UnsupportedAsync(context, model);
            return;
        }

        service.Jobs.Settle(key.Account);
        if (key.Account.Charges.Balance < 1)
        {
            await Answers.PipelineAsync(context, 402, "insufficient_funds", "insufficient_balance");
            return;
        }

        if (key.LimitReason is { } limit)
        {
            await Answers.PipelineAsync(context, 429, "key_limit_exceeded", limit, "system");
            return;
        }

        string[] unsupported = service.Settings.RefusesUnsupportedParameters ? [.. request.Parameters.Where(name => !Array.Exists(routes, route => route.Parameters.Contains(name)))] : [];
        if (unsupported.Length > 0)
        {
            await InvalidAsync(context,
            [
                .. unsupported.Select(name => new PhaseoIssue($"Unknown parameter: {name}", [name], "unknown_param") { Params = new JsonObject { ["param"] = name, ["model"] = request.Model } }),
            ]);
            return;
        }

        PhaseoRoute route = routes.FirstOrDefault(route => request.Parameters.All(route.Parameters.Contains)) ?? routes[0];
        if (request.Prompt.Contains(service.Settings.ModeratedWord, StringComparison.Ordinal))
        {
            await ModeratedAsync(context, request, route);
            return;
        }

        await AcceptAsync(context, key, model!, route, request);
    }

    private Task AcceptAsync(HttpContext context, PhaseoKey key, PhaseoModel model, PhaseoRoute route, PhaseoRequest request)
    {
        PhaseoJob job = service.Jobs.Add(service.Ids.Next(), key.Account, model, route, request);
        string origin = PhaseoService.OriginOf(context);
        JsonObject answer = service.August ? PhaseoVideos.Native(job)
            : service.Settings.CreateAnswer == PhaseoCreateAnswer.Recorded ? PhaseoVideos.Brief(job)
            : service.Videos.Whole(job, origin);
        service.Webhooks.Watch(job, origin, service.Settings.Pace);
        PhaseoAnswers.Timing(context);
        return PhaseoAnswers.JsonAsync(context, 202, answer);
    }

    private static async Task<JsonElement?> JsonAsync(HttpRequest request)
    {
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task InvalidAsync(HttpContext context, IReadOnlyList<PhaseoIssue> issues) =>
        Answers.PipelineAsync(context, 400, "validation_error", string.Join("; ", issues.Select(issue => issue.Description)), more: new JsonObject
        {
            ["details"] = new JsonArray([.. issues.Select(issue => issue.ToJson())]),
        });

    private Task UnsupportedAsync(HttpContext context, PhaseoModel? model) =>
        Answers.PipelineAsync(context, 400, "unsupported_model_or_endpoint",
            "Unsupported model or endpoint. Please check https://ai-stats.phaseo.app/models for your model id, or the API Reference at https://docs.ai-stats.phaseo.app/v1/api-reference for valid endpoints.",
            more: new JsonObject
            {
                ["provider_candidate_diagnostics"] = new JsonObject
                {
                    ["totalProviders"] = model?.Routes.Count ?? 0,
                    ["supportsEndpointCount"] = model?.Routes.Count ?? 0,
                    ["droppedUnsupportedEndpoint"] = new JsonArray(),
                    ["droppedMissingAdapter"] = new JsonArray(),
                    ["candidateCount"] = 0,
                },
            });

    private Task ModeratedAsync(HttpContext context, PhaseoRequest request, PhaseoRoute route)
    {
        const string Code = "moderation_blocked";
        const string Message = "Your request was blocked by our moderation system.";
        return Answers.PipelineAsync(context, 502, "upstream_error",
            $"Provider \"{route.Provider}\" failed with HTTP 400 for endpoint \"video.generation\" on model \"{request.Model}\". Upstream code: {Code}. Upstream message: {Message}. "
            + "Hint: The upstream provider rejected request parameters. Inspect failure_sample for per-attempt diagnostics.",
            "system", "upstream", new JsonObject
            {
                ["reason"] = "all_candidates_failed",
                ["attempt_count"] = 1,
                ["failed_providers"] = new JsonArray(route.Provider),
                ["failed_statuses"] = new JsonArray(400),
                ["failure_sample"] = new JsonArray(new JsonObject
                {
                    ["provider"] = route.Provider,
                    ["type"] = "upstream_non_2xx",
                    ["status"] = 400,
                    ["upstream_error_code"] = Code,
                    ["upstream_error_message"] = Message,
                    ["upstream_error_description"] = null,
                    ["upstream_error_param"] = null,
                    ["upstream_payload_preview"] = $$$"""{"error":{"message":"{{{Message}}}","type":"invalid_request_error","code":"{{{Code}}}"}}""",
                    ["retryable"] = null,
                }),
                ["upstream_error"] = new JsonObject { ["code"] = Code, ["message"] = Message, ["description"] = null, ["param"] = null },
            });
    }
}
