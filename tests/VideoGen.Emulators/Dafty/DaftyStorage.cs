using System.Collections.Concurrent;
using System.Globalization;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>
/// The object storage that presigned addresses lead to, on an origin of its own. Which one the service uses is not documented; this one
/// refuses as Amazon S3 does: a signature covers the media type and runs out, a second means of authentication is an error, a length is required.
/// </summary>
public sealed class DaftyStorage(TimeProvider time) : Emulator
{
    private readonly ConcurrentDictionary<string, DaftyUpload> _uploads = new(StringComparer.Ordinal);

    internal DaftyUpload? Find(string id) => _uploads.GetValueOrDefault(id);

    internal Uri Presign(DaftyUpload upload)
    {
        _uploads[upload.Id] = upload;
        return new Uri(BaseUri, string.Create(CultureInfo.InvariantCulture, $"{upload.StoragePath}?expires={upload.Expires.ToUnixTimeSeconds()}&signature={upload.Signature}"));
    }

    protected override void Map(IEndpointRouteBuilder routes) => routes.MapPut("/uploads/{id}/{name}", TakeAsync);

    private async Task<IResult> TakeAsync(HttpContext context, string id, string? signature, long? expires)
    {
        HttpRequest request = context.Request;
        DaftyUpload? upload = Find(id);
        if (request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("x-api-key"))
        {
            return Refuse(400, "InvalidArgument", "Only one auth mechanism allowed");
        }

        if (upload is null || signature != upload.Signature || expires != upload.Expires.ToUnixTimeSeconds() || request.ContentType != upload.ContentType)
        {
            return Refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }

        if (time.GetUtcNow() >= upload.Expires)
        {
            return Refuse(403, "AccessDenied", "Request has expired");
        }

        if (request.ContentLength is null)
        {
            return Refuse(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, context.RequestAborted);
        upload.Bytes = bytes.ToArray();
        return Results.Ok();
    }

    private static IResult Refuse(int status, string code, string message) =>
        Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>", "application/xml", statusCode: status);
}
