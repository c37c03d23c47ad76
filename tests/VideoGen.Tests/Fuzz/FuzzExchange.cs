using System.Text.Json.Nodes;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Fuzz;

/// <summary>One recorded answer to begin from.</summary>
/// <param name="Name">The file it comes from.</param>
/// <param name="Path">What was asked for, with its query.</param>
/// <param name="Body">As text; empty for none.</param>
internal sealed record FuzzExchange(string Name, string Method, string Path, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>All that is recorded of a service.</summary>
    public static IReadOnlyList<FuzzExchange> Of(string service)
    {
        var exchanges = Directory.GetFiles(RecordedNetwork.Folder(service), "*.json").Order(StringComparer.Ordinal).Select(Recorded).ToList();
        string answers = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(RecordedNetwork.Folder(service))!, "Answers");
        if (Directory.Exists(answers))
        {
            exchanges.AddRange(Directory.GetFiles(answers).Order(StringComparer.Ordinal)
                .Select(file => new FuzzExchange(System.IO.Path.GetFileName(file), "GET", "/v1/videos/id", 200, [], File.ReadAllText(file))));
        }

        if (service == "Phaseo")
        {
            string samples = System.IO.Path.Combine(Repository.Root, "tests", "VideoGen.Tests", "Emulators", "PhaseoSamples");
            exchanges.AddRange(Directory.GetFiles(samples, "*.http").Order(StringComparer.Ordinal).Select(Sample));
        }

        return exchanges;
    }

    private static FuzzExchange Recorded(string file)
    {
        JsonNode exchange = JsonNode.Parse(File.ReadAllText(file))!;
        JsonNode response = exchange["response"]!;
        string body = response["body"] is JsonValue value && value.TryGetValue(out string? text) ? text : response["body"]?.ToJsonString() ?? "";
        return new FuzzExchange(
            System.IO.Path.GetFileName(file),
            exchange["request"]!["method"]!.GetValue<string>(),
            exchange["request"]!["path"]!.GetValue<string>(),
            response["status"]!.GetValue<int>(),
            [.. (response["headers"]?.AsObject() ?? []).Select(header => new KeyValuePair<string, string>(header.Key, $"{header.Value}"))],
            body);
    }

    /// <summary>An answer as it stood on the wire; its name says what was asked.</summary>
    private static FuzzExchange Sample(string file)
    {
        string name = System.IO.Path.GetFileName(file);
        string[] parts = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n", 2);
        (string method, string path) = name.Split('-', '.')[0] switch
        {
            "get" or "failed" or "unknown" => ("GET", "/v1/videos/id"),
            "list" or "no" => ("GET", "/v1/videos"),
            "delete" => ("DELETE", "/v1/videos/id"),
            "models" => ("GET", "/v1/models"),
            "cancel" => ("POST", "/v1/videos/id/cancel"),
            "signed" => ("POST", "/v1/videos/id/download_url"),
            "content" => ("GET", "/v1/videos/id/content"),
            _ => ("POST", "/v1/videos"),
        };
        return new FuzzExchange(name, method, path, int.Parse(parts[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), [], parts.Length > 1 ? parts[1] : "");
    }
}
