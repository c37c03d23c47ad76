using System.Text.Json.Serialization;

namespace VideoGen.Journal;

/// <summary>The JSON of everything the journal writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AbsoluteUriConverter)],
    MaxDepth = JournalJson.Depth)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(RowMarker))]
[JsonSerializable(typeof(BatchRecord))]
[JsonSerializable(typeof(JobOwner))]
[JsonSerializable(typeof(VideoOutput[]))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>How deep members may lie in members: those of <c>-Option</c> do as they like.</summary>
    public const int Depth = 256;
}
