using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>A key's jobs, newest first, and the models.</summary>
internal sealed class PhaseoList(PhaseoService service)
{
    private const int DefaultLimit = 50;

    public async Task JobsAsync(HttpContext context)
    {
        if (await service.Gate.EnterAsync(context) is not { } key)
        {
            return;
        }

        IQueryCollection query = context.Request.Query;
        service.Jobs.Settle(key.Account);
        string[] kinds = [.. query["status"].SelectMany(words => words!.Split(',')).Select(KindOf).OfType<string>()];
        IEnumerable<PhaseoJob> jobs = service.Jobs.All
            .Where(job => job.Account == key.Account && (!job.Deleted || service.Settings.ListsDeleted))
            .Where(job => kinds.Length == 0 || kinds.Contains(KindOf(job)));
        if (!service.August || query["order"] != "asc")
        {
            jobs = jobs.Reverse();
        }

        if (service.August && query["after"].ToString() is { Length: > 0 } after)
        {
            jobs = jobs.SkipWhile(job => job.Id != after).Skip(1);
        }

        int limit = int.TryParse(query["limit"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? service.August ? Math.Clamp(number, 0, 100) : Math.Clamp(number, 1, 200)
            : DefaultLimit;
        PhaseoJob[] all = [.. jobs];
        PhaseoJob[] page = [.. all.Take(limit)];
        string origin = PhaseoService.OriginOf(context);
        var answer = new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. page.Select(job => service.Videos.Whole(job, origin, listed: true))]) };
        if (service.August)
        {
            answer["first_id"] = page.FirstOrDefault()?.Id;
            answer["last_id"] = page.LastOrDefault()?.Id;
            answer["has_more"] = all.Length > page.Length;
        }

        await PhaseoAnswers.JsonAsync(context, 200, answer);
    }

    public async Task ModelsAsync(HttpContext context)
    {
        if (await service.Gate.EnterAsync(context) is not { } key)
        {
            return;
        }

        string[] wanted = [.. context.Request.Query["params"].SelectMany(words => words!.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        IEnumerable<PhaseoModel> models = service.Settings.Models.Where(model => !service.August || wanted.All(name => model.Routes.Any(route => route.Parameters.Contains(name))));
        await PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. models.Select(Model)]) });
    }

    private JsonObject Model(PhaseoModel model)
    {
        string[] parameters = [.. model.Routes.SelectMany(route => route.Parameters).Distinct()];
        var json = new JsonObject
        {
            ["model"] = model.Id,
            ["name"] = model.Name,
            ["status"] = "active",
            ["input_types"] = Words(model.InputTypes),
            ["output_types"] = Words(["video"]),
            ["supported_params"] = Words(parameters),
            ["providers"] = new JsonArray([.. model.Routes.Select(route => new JsonObject { ["id"] = route.Provider, ["supported_params"] = Words(route.Parameters) })]),
            ["pricing"] = new JsonObject { ["unit"] = "second" },
        };
        if (service.August)
        {
            json["supported_parameters"] = Words(parameters);
            json["supported_params_detail"] = new JsonObject(parameters.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject
            {
                ["supported"] = true,
                ["values"] = new JsonArray(),
                ["providers"] = Words([.. model.Routes.Where(route => route.Parameters.Contains(name)).Select(route => route.Provider)]),
            })));
        }

        return json;
    }

    private static JsonArray Words(IReadOnlyList<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    private static string KindOf(PhaseoJob job) => job.Clock.Phase switch
    {
        JobPhase.Queued => "pending",
        JobPhase.Running => "in_progress",
        _ => job.Completed ? "completed" : "failed",
    };

    /// <summary>What a filter word means; null for an unknown one, which is dropped.</summary>
    private static string? KindOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "queued" or "pending" => "pending",
        "in_progress" or "processing" or "running" => "in_progress",
        "completed" or "complete" or "success" or "succeeded" => "completed",
        "failed" or "error" or "cancelled" or "canceled" => "failed",
        _ => null,
    };
}
