using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VideoGen.Http;

namespace VideoGen.Providers.Dafty;

/// <summary>
/// Brings the bytes of images to Dafty, which takes none in a request (docs: uploads): an address is asked for, the bytes go there
/// without the key, and the upload is completed. What has been uploaded is used again by later requests of this process.
/// </summary>
internal sealed class DaftyUploads(ServiceConnection service)
{
    /// <summary>How long an upload is taken to be there. Not documented; the address it goes to is good for an hour.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const int MaxFileName = 255;

    private readonly ConcurrentDictionary<string, Upload> _uploads = new();

    /// <summary>The id under which the service has the image.</summary>
    public async Task<string> GetIdAsync(ImageContent image, CancellationToken cancellationToken)
    {
        ImagePayload bytes = await ImagePayload.ReadAsync(image, cancellationToken).ConfigureAwait(false);
        Upload upload = _uploads.GetOrAdd(Identify(bytes), _ => new Upload());

        // Rows that start from one image wait for one upload instead of each making its own.
        await upload.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (upload.Id is null || service.Time.GetUtcNow() - upload.At > Kept)
            {
                upload.Id = await UploadAsync(bytes, NameOf(image, bytes), cancellationToken).ConfigureAwait(false);
                upload.At = service.Time.GetUtcNow();
            }

            return upload.Id;
        }
        finally
        {
            _ = upload.Turn.Release();
        }
    }

    /// <summary>After a refusal, which may have been for an upload that is not there any more.</summary>
    public void Forget(string id)
    {
        foreach ((string identity, Upload upload) in _uploads)
        {
            if (upload.Id == id)
            {
                _ = _uploads.TryRemove(new KeyValuePair<string, Upload>(identity, upload));
            }
        }
    }

    private async Task<string> UploadAsync(ImagePayload image, string name, CancellationToken cancellationToken)
    {
        ApiTransport api = service.OpenWithHeader(DaftyErrors.Read, DaftyProvider.KeyHeader);
        ApiAnswer<DaftyAnswer<DaftyPresigned>> presigned = await api.SendAsync(
            new ApiRequest(HttpMethod.Post, "uploads", ApiCall.Change)
            {
                Content = ApiTransport.JsonBody(new DaftyUploadRequest(name, image.MediaType), DaftyJson.Default.DaftyUploadRequest),
                Bucket = DaftyDescription.Uploads,
            },
            DaftyJson.Default.PresignedAnswer,
            cancellationToken).ConfigureAwait(false);
        if (presigned.Body.Data is not { UploadId: { Length: > 0 } uploadId, UploadUrl: { Length: > 0 } address })
        {
            throw new VideoGenException(VideoErrors.InvalidResponse, "Dafty answered without an address to upload to.");
        }

        await StoreAsync(image, name, address, cancellationToken).ConfigureAwait(false);
        ApiAnswer<DaftyAnswer<DaftyUploaded>> completed = await api.SendAsync(
            new ApiRequest(HttpMethod.Post, ApiPath.Of("uploads", uploadId, "complete"), ApiCall.Change),
            DaftyJson.Default.UploadedAnswer,
            cancellationToken).ConfigureAwait(false);
        return completed.Body.Data is { Id: { Length: > 0 } id } ? id : uploadId;
    }

    /// <summary>The signature in the address is all the storage wants; a second credential is an error there, and the key is none of its business.</summary>
    private async Task StoreAsync(ImagePayload image, string name, string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? target) || (target.IsLoopback && !service.Endpoint.IsLoopback))
        {
            throw new VideoGenException(VideoErrors.InvalidResponse, "Dafty answered with an address to upload to that is none on the network.");
        }

        try
        {
            _ = await service.Open((_, _) => null, credential: null)
                .SendAsync(new ApiRequest(HttpMethod.Put, target.AbsoluteUri, ApiCall.Change) { Content = new ImageHttpContent(image) }, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind != VideoErrors.ConnectionFailed && e.Kind != VideoErrors.ImageChanged && e.Kind != VideoErrors.ImageNotFound)
        {
            // Not with the kind of the storage's status: its 401 or 403 says nothing of the key.
            throw new VideoGenException(
                e.Kind == VideoErrors.InsecureEndpoint ? e.Kind : VideoErrors.ServiceFailed, $"Dafty's storage did not take {DisplayText.OneLine(name, 60)}: {e.Message}", e);
        }
    }

    /// <summary>The same bytes for the same account, whose uploads nobody else can use.</summary>
    private string Identify(ImagePayload image)
    {
        byte[] owner = Encoding.UTF8.GetBytes($"{service.Endpoint.AbsoluteUri}\n{service.Credential?.Secret.Fingerprint}");
        return $"{Convert.ToHexString(SHA256.HashData(owner))} {image.Sha256}";
    }

    private static string NameOf(ImageContent image, ImagePayload bytes)
    {
        string name = string.IsNullOrWhiteSpace(image.FileName) ? $"image.{bytes.MediaType["image/".Length..]}" : image.FileName;
        return name.Length > MaxFileName ? name[^MaxFileName..] : name;
    }

    private sealed class Upload
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public string? Id { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
