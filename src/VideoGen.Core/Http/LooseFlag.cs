using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Http;

/// <summary>True or false; anything else is null.</summary>
internal sealed class LooseFlag : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.GetBoolean();
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => writer.WriteRawValue(value switch { true => "true", false => "false", null => "null" });
}
