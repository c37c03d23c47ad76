using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>What is not about videos: health and credits.</summary>
internal sealed class PhaseoAccountRoutes(PhaseoService service)
{
    private const decimal NanosPerDollar = 1_000_000_000;

    // [ASSUMED] the body: the document names a schema only.
    public static Task HealthAsync(HttpContext context) => PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["status"] = "ok" });

    public async Task CreditsAsync(HttpContext context)
    {
        PhaseoKey? entered = service.August ? await service.Gate.EnterManagementAsync(context) : await service.Gate.EnterAsync(context, video: false);
        if (entered is not { } key)
        {
            return;
        }

        string member = service.Answers.AccountMember;
        string asked = context.Request.Query[member].ToString();
        if (asked.Length == 0 && !service.August && service.Settings.CreditsNeedAccountId)
        {
            // [ASSUMED] the reason.
            await service.Answers.FlatAsync(context, 400, "validation_error", $"missing_{member}", key);
            return;
        }

        if (asked.Length > 0 && asked != key.Account.Id)
        {
            await PhaseoAnswers.JsonAsync(context, 403, new JsonObject
            {
                ["ok"] = false,
                ["error"] = "forbidden",
                ["message"] = $"{member} must match authenticated {member[..^3]}",
            });
            return;
        }

        service.Jobs.Settle(key.Account);
        long balance = Nanos(key.Account.Charges.Balance);
        PhaseoJob[] jobs = [.. service.Jobs.All.Where(job => job.Account == key.Account)];
        var credits = new JsonObject { ["remaining"] = Math.Max(0, balance) };
        if (service.August)
        {
            long reserved = jobs.Where(job => !job.Ended).Sum(job => job.CostNanos);
            credits["remaining"] = Math.Max(0, balance - reserved);
            credits["balance_nanos"] = balance;
            credits["reserved_nanos"] = reserved;
            credits["available_nanos"] = Math.Max(0, balance - reserved);
        }

        credits["thirty_day_usage"] = Nanos(key.Account.Charges.Entries.Sum(charge => charge.Amount));
        credits["thirty_day_requests"] = jobs.Length;
        await PhaseoAnswers.JsonAsync(context, 200, new JsonObject { ["ok"] = true, ["credits"] = credits });
    }

    private static long Nanos(decimal dollars) => (long)(dollars * NanosPerDollar);
}
