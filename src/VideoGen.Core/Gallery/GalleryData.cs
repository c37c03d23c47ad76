using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace VideoGen.Gallery;

/// <summary>All that a page shows.</summary>
internal sealed record GalleryData(string Title, DateTimeOffset MadeAt, IReadOnlyList<GalleryCard> Cards)
{
    // Letters of all scripts as they are; <, >, & and quotes escaped, so that no text can end the element it stands in.
    private static readonly GalleryJson Json = new(new JsonSerializerOptions(GalleryJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public string ToJson() => JsonSerializer.Serialize(this, Json.GalleryData);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GalleryData))]
internal sealed partial class GalleryJson : JsonSerializerContext;
