using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Client;

/// <summary>
/// What a later run must know to go on with a <c>.part</c> file; it lies beside it as <c>.part.json</c>. No address: links are
/// renewed, and their queries are secrets.
/// </summary>
/// <param name="Identity">The <see cref="DownloadSource.Identity"/> the bytes belong to.</param>
/// <param name="Validator">The value for <c>If-Range</c>: a strong entity tag with its quotes, or an HTTP date; null when there is none.</param>
/// <param name="Total">The whole length where it is known.</param>
/// <param name="Flushed">Bytes from the start that are surely on disk.</param>
/// <param name="Sha256">Of the whole, checked file; null until there is one. Without a <c>.part</c> beside it, the file has its name already.</param>
internal sealed record PartState(string Identity, string? Validator, long? Total, long Flushed, string? Sha256 = null)
{
    public static PartState? TryRead(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            // Shared with everything: a look by one that waits must not get in the way of the one that writes.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize(file, PartStateJson.Default.PartState);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Missing, torn by a crash, or being replaced: the download starts over.
            return null;
        }
    }

    public void Write(string path)
    {
        // Over the old bytes, not after cutting them off: on a full disk that still succeeds, and it is when it is needed.
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(this, PartStateJson.Default.PartState));
        file.SetLength(file.Position);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PartState))]
internal sealed partial class PartStateJson : JsonSerializerContext;
