using System.Text;
using VideoGen.Client;
using VideoGen.Journal;

namespace VideoGen.Gallery;

/// <summary>The page on disk: written whole or not at all, and over nothing that is not a gallery.</summary>
internal static class GalleryFile
{
    public const string DefaultName = "gallery.html";

    private const int LooksAt = 4096;

    /// <summary>The full path of the page where the user named a page or a folder.</summary>
    public static string PathOf(string given)
    {
        string path = Path.GetFullPath(given);
        bool isPage = Path.GetExtension(path).ToUpperInvariant() is ".HTML" or ".HTM" && !Directory.Exists(path);
        return isPage ? path : Path.Combine(path, DefaultName);
    }

    /// <exception cref="VideoGenException"><c>FileExists</c>, <c>DestinationNotWritable</c>.</exception>
    public static void ThrowIfForeign(string path)
    {
        try
        {
            if (!IsFree(path))
            {
                throw new VideoGenException(VideoErrors.FileExists, $"{DisplayText.OneLine(path, 300)} exists already and is no gallery of ours.")
                {
                    Remedy = "Use -Force to replace it, or another -Path.",
                };
            }
        }
        catch (Exception e) when (SaveErrors.From(e, path) is { } reason)
        {
            throw reason;
        }
    }

    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c>, <c>DiskFull</c>.</exception>
    public static async Task WriteAsync(string path, string page, CancellationToken cancellationToken)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await AtomicFile.WriteSharedAsync(path, Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (SaveErrors.From(e, path) is { } reason)
        {
            throw reason;
        }
    }

    private static bool IsFree(string path)
    {
        if (!File.Exists(path))
        {
            return true;
        }

        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[LooksAt];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(head, 0, length).Contains(GalleryTemplate.Marker, StringComparison.Ordinal);
    }
}
