using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>What a saved clip remembers of its job: a JSON file named like the clip with <c>.json</c> added.</summary>
public sealed record ClipManifest
{
    public const string Extension = ".json";

    /// <summary>The clip's file name.</summary>
    public required string File { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the clip.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required string Provider { get; init; }

    public string? Model { get; init; }

    public string? Id { get; init; }

    public required string Key { get; init; }

    public string? Batch { get; init; }

    public string? Name { get; init; }

    public string? Prompt { get; init; }

    /// <summary>What was asked for beyond the prompt.</summary>
    public required VideoRequest Request { get; init; }

    public VideoCost? Cost { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    internal static ClipManifest Of(JournalEntry entry, SavedOutput saved) => new()
    {
        File = Path.GetFileName(saved.Path),
        Sha256 = saved.Sha256,
        Bytes = saved.Bytes,
        Provider = entry.Job.Provider,
        Model = entry.Job.Model,
        Id = entry.Job.Id,
        Key = entry.Job.Key,
        Batch = entry.Job.Batch,
        Name = entry.Job.Name,
        Prompt = entry.Job.Prompt,
        Request = ManifestRequest.Of(entry.Request),
        Cost = entry.Job.Cost,
        CreatedAt = entry.Job.CreatedAt,
        CompletedAt = entry.Job.CompletedAt,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AbsoluteUriConverter)],
    WriteIndented = true)]
[JsonSerializable(typeof(ClipManifest))]
internal sealed partial class ClipManifestJson : JsonSerializerContext;
