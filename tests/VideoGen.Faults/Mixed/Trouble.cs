using Microsoft.AspNetCore.Http;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Faults.Mixed;

/// <summary>One sort of trouble that a server or something in front of it makes.</summary>
/// <param name="Name">A few words.</param>
/// <param name="Scenario">Made for each request it meets, on a clock.</param>
internal sealed record Trouble(string Name, Func<HttpRequest, TimeProvider, Scenario> Scenario)
{
    /// <summary>Bytes of a pause's piece, and the pause: a clip takes about half a minute.</summary>
    private const int SlowPiece = 4000;

    private static readonly TimeSpan SlowPause = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of the body that come before it breaks off; JSON answers are longer, and clips much longer.</summary>
    private const int Begun = 40;

    /// <summary>Those that an API and a storage can have.</summary>
    public static IReadOnlyList<Trouble> All { get; } =
    [
        new("429 of a proxy", (_, _) => Scenarios.Status(429, "<html>Slow down</html>", "text/html", retryAfter: "2")),
        new("500", (_, _) => Scenarios.Status(500)),
        new("502", (_, _) => Scenarios.Status(502, "<html>Bad gateway</html>", "text/html")),
        new("503", (_, _) => Scenarios.Status(503, "", retryAfter: "3")),
        new("502 after acting", (_, _) => AnswerScenarios.Page(502)),
        new("404 after acting", (_, _) => AnswerScenarios.Page(404)),
        new("reset", (_, _) => Scenarios.Hangup()),
        new("reset after acting", (_, _) => AnswerScenarios.LostAnswer()),
        new("silence", (_, _) => Scenarios.Silence()),
        new("stall", (_, _) => Scenarios.StallAfter(Begun)),
        new("slow", (_, time) => Scenarios.Slow(SlowPiece, SlowPause, time)),
        new("cut body", (_, _) => Scenarios.CutAfter(Begun)),
        new("wrong length", (_, _) => AnswerScenarios.Half()),
        new("HTML", (_, _) => Scenarios.Html()),
        new("bad JSON", (_, _) => AnswerScenarios.Answer("""{"data": [tru""")),
        new("other JSON", (_, _) => AnswerScenarios.Answer("{}")),
        new("expired link", (_, _) => Scenarios.ExpiredLink()),
        new("redirect", (request, _) => Scenarios.RedirectTo(new Uri($"http://localhost:{request.Host.Port}{request.Path}{request.QueryString}"))),
    ];

    public override string ToString() => Name;
}
