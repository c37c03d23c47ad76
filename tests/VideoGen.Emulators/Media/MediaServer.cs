using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Media;

/// <summary>
/// A file server such as the ones that result links lead to: no key, ranges and their conditions as RFC 9110 has them. Its
/// files can be replaced while it runs.
/// </summary>
public sealed class MediaServer : Emulator
{
    private readonly ConcurrentDictionary<string, MediaFile> _files = new(StringComparer.Ordinal);

    /// <summary>Puts a file, with an entity tag of its content, under a path such as <c>/a/clip.mp4</c>; in place of another one there.</summary>
    public void Put(string path, byte[] bytes) => Put(path, new MediaFile(bytes)
    {
        ETag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\""),
    });

    public void Put(string path, MediaFile file) => _files[path] = file;

    public Uri UriOf(string path) => new(BaseUri, path);

    protected override void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/{**path}", ["GET", "HEAD"], (HttpContext context) =>
    {
        if (!_files.TryGetValue(context.Request.Path.Value!, out MediaFile? file))
        {
            return Results.NotFound();
        }

        if (file.Expired?.Invoke() == true)
        {
            return Results.Text("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml", statusCode: StatusCodes.Status403Forbidden);
        }

        // ASP.NET Core takes every unit for bytes; RFC 9110 section 14.2 wants unknown ones ignored.
        if (!context.Request.Headers.Range.ToString().StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            _ = context.Request.Headers.Remove(HeaderNames.Range);
        }

        return Results.File(file.Bytes, file.MediaType, lastModified: file.LastModified, entityTag: file.ETag, enableRangeProcessing: true);
    });
}
