using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Client;

/// <summary>
/// What an image counts as in a request's fingerprint: its bytes where we have them, its address or id otherwise. Files are
/// read once for each path, size and time.
/// </summary>
internal sealed class ImageHasher
{
    private readonly ConcurrentDictionary<(string Path, long Length, DateTime Modified), string> _files = new();

    public async Task<string> IdentifyAsync(ImageReference image, CancellationToken cancellationToken) => image.Kind switch
    {
        ImageKind.File => await HashFileAsync(image.Value, cancellationToken).ConfigureAwait(false),
        ImageKind.DataUri => "sha256:" + Hex(SHA256.HashData(DataUri.Parse(image.Value).Bytes)),
        ImageKind.Url => "url:" + image.Value,
        _ => "id:" + image.Value,
    };

    private async Task<string> HashFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            var version = (path, file.Length, file.LastWriteTimeUtc);
            if (!_files.TryGetValue(version, out string? hash))
            {
                using FileStream content = ImageOpener.OpenFile(path);
                hash = "sha256:" + Hex(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
                _ = _files.TryAdd(version, hash);
            }

            return hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.ImageNotFound, $"The image {path} cannot be read: {e.Message}", e);
        }
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    internal static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
