using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Journal;

/// <summary>
/// Addresses as their own text, since a signed link may not change by a character; files as <c>file:</c> addresses, since the
/// text of one made from a path is the path, which reads back as a relative address.
/// </summary>
internal sealed class AbsoluteUriConverter : JsonConverter<Uri>
{
    public override Uri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Uri.TryCreate(reader.GetString(), UriKind.Absolute, out Uri? uri) ? uri : throw new JsonException("Not an absolute address.");

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.IsFile ? value.AbsoluteUri : value.OriginalString);
}
