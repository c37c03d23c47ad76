using System.Text.Json;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>Writes manifests beside clips, over nothing that is not one of the same clip.</summary>
internal static class ManifestFile
{
    /// <param name="overwrite">Replace whatever has the name.</param>
    /// <exception cref="VideoGenException"><c>FileExists</c>: another file has the name. <c>DiskFull</c>, <c>DestinationNotWritable</c>.</exception>
    public static async Task WriteAsync(JournalEntry entry, SavedOutput saved, bool overwrite, CancellationToken cancellationToken)
    {
        string path = saved.Path + ClipManifest.Extension;
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(ClipManifest.Of(entry, saved), ClipManifestJson.Default.ClipManifest);
        try
        {
            byte[]? there = Directory.Exists(path) ? throw SaveErrors.Exists(path) : await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (there is not null && there.AsSpan().SequenceEqual(content))
            {
                return;
            }

            if (there is not null && !overwrite && KeyOf(there) != entry.Job.Key)
            {
                throw SaveErrors.Exists(path);
            }

            await AtomicFile.WriteAsync(path, content, durable: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not VideoGenException && SaveErrors.From(e, path) is not null)
        {
            throw SaveErrors.From(e, path)!;
        }
    }

    private static string? KeyOf(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, ClipManifestJson.Default.ClipManifest)?.Key;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
