using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Client;

namespace VideoGen.Bench.Waiting;

/// <summary>A home with many open jobs of one service: one is submitted, and the entries and traces of the others are written after it.</summary>
internal static class OpenJobs
{
    /// <summary>Of the service.</summary>
    public const string Key = "sk-bench-0123456789abcdef";

    private const string Prompt = "A slow push-in on a lighthouse at dusk, waves breaking, gulls crossing the frame from left to right";

    /// <summary>What leads a client to the service and the home.</summary>
    public static Dictionary<string, string?> Environment(Uri service, string home) => new()
    {
        ["VIDEOGEN_OPENAI_URI"] = service.AbsoluteUri,
        ["VIDEOGEN_OPENAI_KEY"] = Key,
        ["VIDEOGEN_HOME"] = home,
        ["VIDEOGEN_PROVIDER"] = "OpenAI",
    };

    public static async Task MakeAsync(Uri service, string home, int count, CancellationToken cancellationToken)
    {
        (string entry, VideoJob made) = await SubmitAsync(service, home, cancellationToken);
        string trace = await File.ReadAllTextAsync(Path.Combine(home, "traces", $"{made.Key}.jsonl"), cancellationToken);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        for (int number = 1; number < count; number++)
        {
            var order = new JsonObject { ["model"] = "sora-2", ["prompt"] = Prompt };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{service}/videos")) { Content = JsonContent.Create(order) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            string raw = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
            string key = $"{number:x16}";
            JsonNode copy = JsonNode.Parse(entry.Replace(made.Key, key, StringComparison.Ordinal))!;
            copy["job"]!["id"] = (string)JsonNode.Parse(raw)!["id"]!;
            copy["job"]!["raw"] = raw;
            await File.WriteAllTextAsync(Path.Combine(home, "journal", "open", $"{key}.json"), copy.ToJsonString(), cancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(home, "traces", $"{key}.jsonl"), trace.Replace(made.Id!, (string)copy["job"]!["id"]!, StringComparison.Ordinal), cancellationToken);
        }
    }

    private static async Task<(string Entry, VideoJob Made)> SubmitAsync(Uri service, string home, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> environment = Environment(service, home);
        using var client = new VideoClient(new VideoClientOptions { Home = home, ReadEnvironment = name => environment.GetValueOrDefault(name) });
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions(), cancellationToken);
        var row = new VideoRequest { Provider = "OpenAI", Model = "sora-2", Prompt = Prompt };
        SubmitResult? result = null;
        await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), told => result = told, cancellationToken);
        VideoJob job = result?.Job ?? throw new InvalidOperationException("No job was made.", result?.Error);

        // A line a state; the last is how it is.
        return ((await File.ReadAllLinesAsync(Path.Combine(home, "journal", "open", $"{job.Key}.json"), Encoding.UTF8, cancellationToken))[^1], job);
    }
}
