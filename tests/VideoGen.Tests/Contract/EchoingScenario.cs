using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Contract;

/// <summary>A service that answers as it should, and puts a text into every place of the answer that is free: headers, texts, and members nobody asked for.</summary>
internal static class EchoingScenario
{
    private static readonly string[] FreeText = ["prompt", "message", "msg", "error", "name", "title", "detail", "description", "file_name", "effect_name"];

    private static readonly string[] Headers = ["X-Request-Id", "Server", "Via", "X-Trace-Id", "ETag", "Set-Cookie"];

    public static Scenario Of(IReadOnlyList<string> forms) => new("echo", async (context, next) =>
    {
        Stream client = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        foreach (string name in Headers)
        {
            context.Response.Headers[name] = $"\"{Uri.EscapeDataString(forms[0])} {forms[^1]}\"";
        }

        await next(context);
        context.Response.Body = client;
        byte[] body = answer.ToArray();
        if (context.Response.ContentType?.Contains("json", StringComparison.Ordinal) is true && JsonNode.Parse(body) is { } node)
        {
            Spike(node, forms);
            body = Encoding.UTF8.GetBytes(node.ToJsonString());
            context.Response.ContentLength = body.Length;
        }

        await client.WriteAsync(body);
    });

    private static void Spike(JsonNode? node, IReadOnlyList<string> forms)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Spike(item, forms);
            }
        }
        else if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members.ToArray())
            {
                Spike(value, forms);
                if (value is JsonValue text && FreeText.Contains(name) && text.TryGetValue(out string? words) && words.Length > 0)
                {
                    members[name] = $"{words} {forms[0]}";
                }
            }

            for (int i = 0; i < forms.Count; i++)
            {
                members[$"zz_note_{i}"] = $"you sent '{forms[i]}', and https://user:{Uri.EscapeDataString(forms[0])}@files.example/a.mp4?X-Amz-Signature={Uri.EscapeDataString(forms[0])}";
            }

            members["zz_list"] = new JsonArray([.. forms.Select(form => (JsonNode)form)]);
            members[$"zz {forms[0]}"] = "as a name";
        }
    }
}
