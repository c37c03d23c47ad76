using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>What another process can ask this emulator and change in it while it runs.</summary>
internal static class PhaseoControl
{
    private const string Path = "/_emulator/phaseo";

    public static void Map(IEndpointRouteBuilder routes, PhaseoService service)
    {
        _ = routes.MapGet($"{Path}/jobs", (HttpContext context) => PhaseoAnswers.JsonAsync(context, 200, new JsonArray([.. service.Jobs.All.Select(job => Job(service, job))])));
        _ = routes.MapGet($"{Path}/charges", (HttpContext context) => PhaseoAnswers.JsonAsync(context, 200, Charges(service)));
        _ = routes.MapPost(Path, (string? contract, bool? enabled, bool? expireLinks, double? queuedSeconds, double? runningSeconds) =>
        {
            PhaseoSettings settings = service.Settings;
            if (contract is not null)
            {
                if (!Enum.TryParse(contract, ignoreCase: true, out PhaseoContract wanted))
                {
                    return Results.BadRequest("Contracts: apr, aug.");
                }

                settings.Contract = wanted;
            }

            settings.VideoEnabled = enabled ?? settings.VideoEnabled;
            settings.Pace = settings.Pace with
            {
                Queued = queuedSeconds is { } queued ? TimeSpan.FromSeconds(queued) : settings.Pace.Queued,
                Running = runningSeconds is { } running ? TimeSpan.FromSeconds(running) : settings.Pace.Running,
            };
            if (expireLinks == true)
            {
                service.Links.Revoke();
            }

            return Results.NoContent();
        });
    }

    private static JsonObject Job(PhaseoService service, PhaseoJob job) => new()
    {
        ["id"] = job.Id,
        ["account"] = job.Account.Id,
        ["status"] = service.Videos.Status(job),
        ["model"] = job.Model.Id,
        ["prompt"] = job.Request.Prompt,
        ["cost"] = job.CostNanos / 1e9,
        ["deleted"] = job.Deleted,
    };

    private static JsonArray Charges(PhaseoService service)
    {
        var charges = new JsonArray();
        foreach (PhaseoAccount account in service.Settings.Keys.Select(key => key.Account).Distinct())
        {
            service.Jobs.Settle(account);
            foreach (Hosting.Charge charge in account.Charges.Entries)
            {
                charges.Add(new JsonObject { ["account"] = account.Id, ["job"] = charge.JobId, ["amount"] = charge.Amount, ["unit"] = charge.Unit });
            }
        }

        return charges;
    }
}
