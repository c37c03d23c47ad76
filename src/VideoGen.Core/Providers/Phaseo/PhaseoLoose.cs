using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>A moment as seconds since 1970 or as ISO 8601: one job has both in different answers (recorded). Anything else is null.</summary>
internal sealed class LooseTime : JsonConverter<DateTimeOffset?>
{
    private static readonly LooseNumber Number = new();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment))
        {
            return moment;
        }

        // Nearly up to the year 9999, since a number may be rounded up: more is no number of seconds.
        return Number.Read(ref reader, typeToConvert, options) is { } seconds and > 0 and < 253_402_300_000
            ? DateTimeOffset.UnixEpoch.AddSeconds((double)seconds)
            : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>An object; anything else is null.</summary>
internal abstract class LooseObject<T>(Func<JsonTypeInfo<T>> type) : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return JsonSerializer.Deserialize(ref reader, type());
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed class LooseAsset() : LooseObject<PhaseoAsset>(() => PhaseoJson.Default.PhaseoAsset);

internal sealed class LooseUsage() : LooseObject<PhaseoUsage>(() => PhaseoJson.Default.PhaseoUsage);

internal sealed class LooseBilling() : LooseObject<PhaseoBilling>(() => PhaseoJson.Default.PhaseoBilling);

/// <summary>A list of objects; anything else is null, and what is no object in it is left out.</summary>
internal sealed class LooseOutputs : JsonConverter<IReadOnlyList<PhaseoOutput>>
{
    public override IReadOnlyList<PhaseoOutput>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var outputs = new List<PhaseoOutput>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                outputs.Add(JsonSerializer.Deserialize(ref reader, PhaseoJson.Default.PhaseoOutput)!);
            }
            else
            {
                reader.Skip();
            }
        }

        return outputs;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<PhaseoOutput> value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>Why a job failed: a text, or an object with <c>code</c> and <c>message</c> (page, sections 5 and 12).</summary>
internal sealed class LooseFailure : JsonConverter<PhaseoFailure>
{
    public override PhaseoFailure? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new PhaseoFailure { Message = reader.GetString() };
            case JsonTokenType.StartObject:
                return JsonSerializer.Deserialize(ref reader, PhaseoJson.Default.PhaseoFailure);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, PhaseoFailure value, JsonSerializerOptions options) => throw new NotSupportedException();
}
