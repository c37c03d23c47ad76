using System.Text.Json.Serialization;

namespace VideoGen.Providers.Local;

/// <summary>The JSON of everything below Local's folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(LocalOrder))]
[JsonSerializable(typeof(RenderProgress))]
[JsonSerializable(typeof(RenderResult))]
internal sealed partial class LocalJson : JsonSerializerContext;
