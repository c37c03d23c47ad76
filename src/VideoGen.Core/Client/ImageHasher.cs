using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// What an image counts as in a request's fingerprint: its bytes where we have them, its address or id otherwise. Files are
/// read once for each path, size and time.
/// </summary>
internal sealed class ImageHasher
{
    private readonly ConcurrentDictionary<(string Path, long Length, DateTime Modified), ImageVersion> _files = new();

    public async Task<string> IdentifyAsync(ImageReference image, CancellationToken cancellationToken) => image.Kind switch
    {
        ImageKind.File => "sha256:" + (await VersionAsync(image.Value, cancellationToken).ConfigureAwait(false)).Identity.Sha256,
        ImageKind.DataUri => "sha256:" + await ImageFile.HashAsync(DataUri.Parse(image.Value).Open(), cancellationToken).ConfigureAwait(false),
        ImageKind.Url => "url:" + image.Value,
        _ => "id:" + image.Value,
    };

    /// <summary>What the image files of a request are now, by path.</summary>
    /// <exception cref="VideoGenException"><c>ImageNotFound</c>, <c>ImageChanged</c>.</exception>
    public async Task<IReadOnlyDictionary<string, ImageVersion>> VersionsAsync(VideoRequest request, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, ImageVersion>();
        foreach (ImageReference? image in (ImageReference?[])[request.Image, request.LastImage, .. request.ReferenceImages.Select(reference => reference.Image)])
        {
            if (image?.Kind == ImageKind.File)
            {
                versions[image.Value] = await VersionAsync(image.Value, cancellationToken).ConfigureAwait(false);
            }
        }

        return versions;
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    internal static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task<ImageVersion> VersionAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            var seen = (path, file.Length, file.LastWriteTimeUtc);
            if (!_files.TryGetValue(seen, out ImageVersion? version))
            {
                using FileStream content = ImageFile.Open(path);
                version = new ImageVersion(seen.LastWriteTimeUtc, new ImageIdentity(seen.Length, await ImageFile.HashAsync(content, cancellationToken).ConfigureAwait(false)));

                // One that is still being written has no key yet.
                if (content.Position != seen.Length || File.GetLastWriteTimeUtc(content.SafeFileHandle) != seen.LastWriteTimeUtc)
                {
                    throw ImagePayload.Changed(Path.GetFileName(path));
                }

                _ = _files.TryAdd(seen, version);
            }

            return version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.ImageNotFound, $"The image {path} cannot be read: {e.Message}", e);
        }
    }
}
