using System.Text.Json.Serialization;

namespace VideoGen.Journal;

/// <summary>The JSON of everything the journal writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(VideoOutput[]))]
internal sealed partial class JournalJson : JsonSerializerContext;
