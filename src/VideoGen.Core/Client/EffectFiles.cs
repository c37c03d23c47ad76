using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// What services told of their effects, kept so that they can be offered where nobody may ask: <c>effects/PROVIDER.json</c> below
/// the home. An aid only: one that cannot be written or read is as one that is not there.
/// </summary>
internal sealed class EffectFiles(string home)
{
    /// <summary>Far more than any list has.</summary>
    private const int LongestFile = 8 * 1024 * 1024;

    public KnownEffects? Find(string provider)
    {
        try
        {
            KnownEffects? read = new FileInfo(PathOf(provider)) is { Exists: true, Length: <= LongestFile } file
                ? JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), EffectJson.Default.KnownEffects)
                : null;
            return read is { Effects: { } effects } ? read with { Effects = [.. effects.Where(effect => !string.IsNullOrWhiteSpace(effect?.Code))] } : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public async Task KeepAsync(string provider, KnownEffects effects, CancellationToken cancellationToken)
    {
        try
        {
            byte[] content = JsonSerializer.SerializeToUtf8Bytes(effects, EffectJson.Default.KnownEffects);
            await AtomicFile.WriteAsync(PathOf(provider), content, durable: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The user has the list; it is only not offered.
        }
    }

    private string PathOf(string provider) => Path.Combine(home, "effects", $"{provider.ToLowerInvariant()}.json");
}

/// <summary>The effects of a provider.</summary>
/// <param name="At">When it told them.</param>
internal sealed record KnownEffects(DateTimeOffset At, IReadOnlyList<KnownEffect> Effects);

/// <summary>One of them: what <c>-Effect</c> takes, and what it is called.</summary>
internal sealed record KnownEffect(string Code, string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnownEffects))]
internal sealed partial class EffectJson : JsonSerializerContext;
