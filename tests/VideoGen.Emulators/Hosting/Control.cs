using System.Globalization;

namespace VideoGen.Emulators.Hosting;

/// <summary>What another process can ask an emulator.</summary>
internal static class Control
{
    public const string Prefix = "/_emulator";

    public static void Map(IEndpointRouteBuilder routes, Emulator emulator)
    {
        _ = routes.MapGet($"{Prefix}/ledger", () => Results.Json(emulator.Ledger.Entries));
        _ = routes.MapGet($"{Prefix}/jobs", () => Results.Json(emulator.JobsMade));
        _ = routes.MapGet($"{Prefix}/charges", () => Results.Json(emulator.Charges?.Entries ?? []));
        _ = routes.MapPost($"{Prefix}/load", () => Results.Json(emulator.TakeLoad()));
        _ = routes.MapPost($"{Prefix}/balance", (decimal value) =>
        {
            emulator.Charges?.SetBalance(value);
            return Results.NoContent();
        });
        _ = routes.MapPost($"{Prefix}/scenario", (string name, string? value, int? times, string? path) =>
        {
            if (name == "clear")
            {
                emulator.Scenarios.Clear();
                return Results.NoContent();
            }

            if ((Find(name, value ?? "") ?? emulator.FindScenario(name, value ?? "")) is not { } scenario)
            {
                return Results.BadRequest("Scenarios: clear, cut, stall, silence, hangup, status, html, lost, json, page, half, redirect, expired, ignore-range, slow.");
            }

            emulator.Scenarios.Play(scenario, times ?? 1, path);
            return Results.NoContent();
        });
    }

    private static Scenario? Find(string name, string value)
    {
        int number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        return name switch
        {
            "cut" => Scenarios.CutAfter(number),
            "stall" => Scenarios.StallAfter(number),
            "silence" => Scenarios.Silence(),
            "hangup" => Scenarios.Hangup(),
            "status" when number is >= 200 and <= 599 => Scenarios.Status(number),
            "html" => Scenarios.Html(),
            "lost" => AnswerScenarios.LostAnswer(),
            "json" => AnswerScenarios.Answer(value),
            "page" when number is >= 200 and <= 599 => AnswerScenarios.Page(number),
            "half" => AnswerScenarios.Half(),
            "expired" => Scenarios.ExpiredLink(),
            "redirect" when Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out Uri? target) => Scenarios.RedirectTo(target),
            "ignore-range" => Scenarios.IgnoreRange(),
            "slow" when number > 0 => Scenarios.Slow(number, TimeSpan.FromMilliseconds(100), TimeProvider.System),
            _ => null,
        };
    }
}
