using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>A trace as people read it: what ran, what became of the job, and each exchange.</summary>
internal sealed class TraceDocument(JournalEntry entry, IReadOnlyList<TraceRecord> records, TraceExportOptions options)
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private int _exchanges;

    /// <param name="time">When it is made.</param>
    public string Compose(DateTimeOffset time)
    {
        Head(time);
        Timeline();
        Line("## Exchanges");
        Line();
        foreach (TraceRecord record in records)
        {
            Exchange(record);
        }

        return _text.ToString();
    }

    private void Head(DateTimeOffset time)
    {
        VideoJob job = entry.Job;
        Line($"# Trace of the {OneLine(job.Provider)} job {OneLine(job.Id ?? job.ShortId)}");
        Line();
        Line("Secrets are replaced by tokens, the same one for the same secret; links have lost");
        Line($"their queries{(options.IncludePrompt ? "." : ", and what the user wrote is left out.")}");
        Line();
        Fact("Made", Time(time));
        Fact("Module", $"VideoGen {typeof(TraceDocument).Assembly.GetName().Version?.ToString(3)}");
        Fact("Host", string.Join(", ", new[] { options.Host, RuntimeInformation.FrameworkDescription }.OfType<string>()));
        Fact("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        Fact("Provider", job.Provider);
        Fact("Model", job.Model);
        Fact("Job", job.Id is null ? $"{job.Key} (our key; the service gave no id)" : $"{job.Id} (our key: {job.Key})");
        Fact("Status", job.Progress is { } progress && job.Status.IsUnderWay() ? $"{job.Status}, {progress}%" : $"{job.Status}");
        Fact("Error", job.Error?.ToString());
        Fact("Cost", job.Cost?.ToString());
        if (options.IncludePrompt)
        {
            Fact("Name", job.Name);
            Fact("Batch", job.Batch);
            Fact("Prompt", job.Prompt);
        }

        Line();
    }

    private void Timeline()
    {
        VideoJob job = entry.Job;
        (string What, DateTimeOffset? At)[] moments =
        [
            ("intent written", job.CreatedAt), ("about to be sent", entry.SentAt), ("taken by the service", job.SubmittedAt), ("started", job.StartedAt),
            ("ended", job.CompletedAt), ("links expire", job.ExpiresAt), .. entry.Saved.Select(saved => ($"saved ({DisplayText.Size(saved.Bytes)})", (DateTimeOffset?)saved.ModifiedAt)),
        ];
        Line("## Timeline");
        Line();
        foreach ((string what, DateTimeOffset? at) in moments.Where(moment => moment.At is not null).OrderBy(moment => moment.At))
        {
            Line($"- {Time(at!.Value)}  {what}");
        }

        Line();
    }

    private void Exchange(TraceRecord record)
    {
        if (record.Again is { } again)
        {
            Line($"The last answer came {again} more {(again == 1 ? "time" : "times")}, until {Time(record.Until ?? record.At)}.");
            Line();
            return;
        }

        Line($"### {++_exchanges}. {OneLine(record.For)}: {OneLine(record.Method)}, {(record.Status is { } status ? $"{status}" : "no answer")}");
        Line();
        Line($"{Time(record.At)}, {record.Milliseconds} ms{(record.Jobs is { } jobs ? $", about {jobs} jobs; the part of this one is shown" : "")}");
        Line();
        Line("```http");
        Line($"{OneLine(record.Method)} {OneLine(record.Address)}");
        Headers(record.RequestHeaders);
        Body(record.RequestBody);
        Line("```");
        Line();
        foreach (string redirect in record.Redirects ?? [])
        {
            Line($"Redirected to {OneLine(redirect)}");
            Line();
        }

        if (record.Status is null)
        {
            Line($"No answer: {OneLine(record.Trouble ?? "not known why")}");
        }
        else
        {
            Line("```http");
            Line($"HTTP {record.Status}");
            Headers(record.AnswerHeaders);
            Body(record.AnswerBody);
            Line("```");
        }

        Line();
    }

    private void Headers(IReadOnlyDictionary<string, string>? headers)
    {
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            Line($"{OneLine(name)}: {OneLine(value)}");
        }
    }

    private void Body(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return;
        }

        Line();
        foreach (string line in PrettyOf(body).Split('\n'))
        {
            // A fence in a body would end ours.
            Line(Escapeless(line).Replace("```", "'''", StringComparison.Ordinal));
        }
    }

    private string PrettyOf(string body)
    {
        try
        {
            if (body[0] is '{' or '[' && JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 128 }) is { } node)
            {
                return (options.IncludePrompt ? node : WithoutPrompts(node, false)!).ToJsonString(Pretty);
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // As it is, then.
        }

        return body;
    }

    /// <summary>Services name what the user wrote in many ways, and shorten or rewrite it.</summary>
    private static JsonNode? WithoutPrompts(JsonNode? node, bool isPrompt)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    members[name] = WithoutPrompts(value?.DeepClone(), isPrompt || TracePrivacy.IsPromptName(name));
                }

                return members;

            case JsonArray items:
                return new JsonArray([.. items.Select(item => WithoutPrompts(item?.DeepClone(), isPrompt))]);

            case JsonValue value when isPrompt && value.TryGetValue(out string? text) && text.Length > 3:
                return JsonValue.Create("‹prompt›");

            default:
                return node;
        }
    }

    private void Fact(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Line($"- {name}: {OneLine(value)}");
        }
    }

    private void Line(string text = "") => _ = _text.Append(text).Append('\n');

    private static string OneLine(string? text) => DisplayText.OneLine(text, 1000);

    private static string Escapeless(string line) => string.Concat(line.EnumerateRunes().Where(rune =>
        rune.Value == '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
