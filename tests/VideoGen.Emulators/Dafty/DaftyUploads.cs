using System.Security.Cryptography;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Dafty;

/// <summary>Presign and complete; the bytes go to the <see cref="DaftyStorage"/> in between.</summary>
internal sealed class DaftyUploads(DaftySettings settings, TimeProvider time, DaftyStorage storage, MediaServer media)
{
    private const int MaxFileName = 255;
    private static readonly string[] ContentTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private readonly Dictionary<string, DaftyUpload> _byUrl = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost($"{DaftyEmulator.Root}/uploads", (Delegate)(async (HttpContext context) => Presign(await JsonBody.ReadAsync(context.Request, nullIsAbsent: false))));
        _ = routes.MapPost($"{DaftyEmulator.Root}/uploads/{{id}}/complete", Complete);
    }

    /// <summary>A complete upload by its id or its address.</summary>
    public DaftyUpload? Find(string reference)
    {
        lock (_byUrl)
        {
            return _byUrl.GetValueOrDefault(reference) ?? (storage.Find(reference) is { Image: not null } upload ? upload : null);
        }
    }

    private IResult Presign(JsonBody body)
    {
        string? name = body.Text("filename", required: true, minLength: 1, maxLength: MaxFileName);
        string? type = body.Text("contentType", required: true, oneOf: ContentTypes);
        if (settings.RefusesUnknownMembers)
        {
            body.RefuseUnknown();
        }

        if (body.Faults.Count > 0)
        {
            return DaftyVideos.Refuse(body);
        }

        string signature = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var upload = new DaftyUpload($"up_{Guid.NewGuid():N}", name!, type!, signature, time.GetUtcNow() + settings.UploadLifetime);
        return DaftyAnswer.Data(new JsonObject
        {
            ["uploadId"] = upload.Id,
            ["uploadUrl"] = storage.Presign(upload).AbsoluteUri,
            ["expiresIn"] = (int)settings.UploadLifetime.TotalSeconds,
        }, settings.UploadCreatedStatus);
    }

    private IResult Complete(string id)
    {
        if (storage.Find(id) is not { } upload)
        {
            return DaftyAnswer.NotFound("Upload");
        }

        if (upload.Bytes is not { } bytes)
        {
            return DaftyAnswer.Conflict("The file has not been uploaded yet");
        }

        if (ImageHeader.Read(bytes) is not { } image)
        {
            return DaftyAnswer.Invalid("The uploaded file is not a PNG, JPEG, GIF or WebP image");
        }

        string url = media.UriOf(upload.AssetPath).AbsoluteUri;
        lock (_byUrl)
        {
            upload.Image = image;
            _byUrl[url] = upload;
        }

        media.Put(Uri.UnescapeDataString(upload.AssetPath), new MediaFile(bytes) { MediaType = image.MediaType });
        return DaftyAnswer.Data(new JsonObject
        {
            ["id"] = upload.Id,
            ["url"] = url,
            ["contentType"] = image.MediaType,
            ["width"] = image.Width,
            ["height"] = image.Height,
        });
    }
}
