using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Http;

/// <summary>A number, or a text that is one; anything else is null.</summary>
internal sealed class LooseNumber : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out decimal number) ? number : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal written) ? written : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) => writer.WriteRawValue(value?.ToString(CultureInfo.InvariantCulture) ?? "null");
}
