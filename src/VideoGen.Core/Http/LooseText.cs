using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Http;

// Services write one member in several ways, and change them: none but a job's id is worth losing a paid job's answer. What is not
// understood counts as left out.

/// <summary>A text; anything else is null.</summary>
internal class LooseText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return TextOf(ref reader);
        }

        reader.Skip();
        return null;
    }

    /// <summary>Half a character, as a service leaves it that cuts text, is valid JSON and no text.</summary>
    protected static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A text, or a number as the text it is written in; anything else is null.</summary>
internal sealed class LooseWord : LooseText
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : base.Read(ref reader, typeToConvert, options);
}
