using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Providers.Phaseo;

/// <summary>What of a request its price hangs on, be it a parameter's or a member of Option.</summary>
internal sealed class PhaseoAsk
{
    private static readonly string[] OtherInputs = ["input_video_duration", "input_audio_duration"];

    private readonly JsonObject? _option;

    public PhaseoAsk(VideoRequest request)
    {
        _option = request.Option;
        Model = request.Model ?? Text("model");
        Seconds = request.Duration ?? Whole("duration") ?? Whole("seconds");
        Resolution = request.Size ?? request.Resolution ?? Text("size") ?? Text("resolution");
        Audio = request.Audio switch
        {
            AudioMode.Generate => true,
            AudioMode.None => false,
            _ => _option?["generate_audio"] is { } flag ? flag.GetValueKind() == JsonValueKind.True : null,
        };
        Outputs = Math.Max(request.Count ?? Whole("sample_count") ?? 1, 1);

        JsonObject[] references = [.. (_option?["input_references"] as JsonArray ?? []).OfType<JsonObject>()];
        Images = (request.Image is null ? 0 : 1) + (request.LastImage is null ? 0 : 1) + request.ReferenceImages.Count
            + references.Count(reference => PhaseoMembers.TextOf(reference["type"]) == "image_url")
            + (_option?["input_reference"] is null ? 0 : 1);
        HasClipOrSound = references.Any(reference => PhaseoMembers.TextOf(reference["type"]) != "image_url")
            || OtherInputs.Any(name => _option?.ContainsKey(name) == true);

        JsonObject? routing = _option?["provider"] as JsonObject ?? _option?["routing"] as JsonObject;
        (Only, Ignore) = (Names(routing?["only"]), Names(routing?["ignore"]));
        if (Only.Count == 0 && routing?["allow_fallbacks"]?.GetValueKind() == JsonValueKind.False)
        {
            // Without fallbacks the first in order is the one; with them, order only says whom to try first.
            Only = [.. Names(routing["order"]).Take(1)];
        }
    }

    public string? Model { get; }

    public int? Seconds { get; }

    public string? Resolution { get; }

    /// <summary>Null leaves it to the service.</summary>
    public bool? Audio { get; }

    public int Outputs { get; }

    /// <summary>Images that go in.</summary>
    public int Images { get; }

    /// <summary>Whether something goes in that is priced by its length.</summary>
    public bool HasClipOrSound { get; }

    /// <summary>Names of providers; empty for all.</summary>
    public IReadOnlyList<string> Only { get; }

    public IReadOnlyList<string> Ignore { get; }

    /// <summary>Whether a routing option's name means this provider: two have other names in answers than in the catalogue (page, section 5).</summary>
    public static bool Names(string name, string provider) => One(name) == One(provider);

    private static string One(string name) => name.Trim().ToLowerInvariant() switch
    {
        "bytedance-seed" => "byteplus",
        "xai" or "x-ai" => "spacex-ai",
        var other => other,
    };

    private static IReadOnlyList<string> Names(JsonNode? list) => [.. (list as JsonArray ?? []).Select(PhaseoMembers.TextOf).OfType<string>()];

    private string? Text(string member) => PhaseoMembers.TextOf(_option?[member]);

    private int? Whole(string member) =>
        (PhaseoMembers.NumberOf(_option?[member]) ?? (int.TryParse(Text(member), out int text) ? text : null)) is > 0 and < 100_000 and { } number ? (int)number : null;
}
