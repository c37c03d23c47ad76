using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Limits;

/// <summary>All buckets of one key at one service, as they are written to the shared file.</summary>
internal sealed record RateState
{
    /// <summary>More than the buckets of any service need; a longer file is not ours.</summary>
    public const int MaxBytes = 256 * 1024;

    public static RateState Empty { get; } = new();

    public IReadOnlyDictionary<string, RateBucket> Buckets { get; init; } = new Dictionary<string, RateBucket>();

    public RateBucket this[string bucket] => Buckets.TryGetValue(bucket, out RateBucket? known) ? known : new RateBucket();

    public RateState With(string bucket, RateBucket state) => new() { Buckets = new Dictionary<string, RateBucket>(Buckets) { [bucket] = state } };

    public RateState Merge(RateState other) => new()
    {
        Buckets = Buckets.Keys.Union(other.Buckets.Keys).ToDictionary(bucket => bucket, bucket => this[bucket].Merge(other[bucket])),
    };

    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, RateStateJson.Default.RateState);

    /// <summary>Empty for what is damaged: the limits are then learned anew.</summary>
    public static RateState Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            RateState? state = content.IsEmpty ? null : JsonSerializer.Deserialize(content, RateStateJson.Default.RateState);
            return state?.Buckets is { } buckets && buckets.Values.All(bucket => bucket?.Sent is not null) ? state : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RateState))]
internal sealed partial class RateStateJson : JsonSerializerContext;
