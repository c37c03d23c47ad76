using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Tracing;

/// <summary>One line of a trace: an exchange, or how often an answer came again unchanged. Secrets are masked in all of it.</summary>
internal sealed record TraceRecord
{
    public DateTimeOffset At { get; init; }

    /// <summary>What it was for, such as <c>submit</c> or <c>read</c>.</summary>
    public string For { get; init; } = "";

    public long Milliseconds { get; init; }

    public string? Method { get; init; }

    public string? Address { get; init; }

    public IReadOnlyDictionary<string, string>? RequestHeaders { get; init; }

    public string? RequestBody { get; init; }

    /// <summary>Null where no answer came.</summary>
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string>? AnswerHeaders { get; init; }

    public string? AnswerBody { get; init; }

    /// <summary>The addresses that redirects led to, in order.</summary>
    public IReadOnlyList<string>? Redirects { get; init; }

    /// <summary>Why no answer came.</summary>
    public string? Trouble { get; init; }

    /// <summary>How many jobs the exchange was about, where they are several.</summary>
    public int? Jobs { get; init; }

    /// <summary>How often the answer of the line before it came again; such a line has nothing else but <see cref="At"/> and <see cref="Until"/>.</summary>
    public int? Again { get; init; }

    public DateTimeOffset? Until { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16)]
[JsonSerializable(typeof(TraceRecord))]
internal sealed partial class TraceJson : JsonSerializerContext
{
    private static TraceJson? _forFiles;

    /// <summary>For files, where nothing has to be escaped for HTML.</summary>
    public static TraceJson ForFiles => _forFiles ??= new TraceJson(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
