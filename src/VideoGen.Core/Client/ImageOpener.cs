using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Turns an image as the user gave it into the form its service takes.</summary>
internal sealed class ImageOpener(ProviderDescriptor provider, Func<Uri, CancellationToken, Task<Stream>> download)
{
    /// <exception cref="VideoGenException"><c>NeedsImageUrl</c> or <c>UnsupportedValue</c> where the service takes no such form.</exception>
    public ImageContent Open(ImageReference image) => image.Kind switch
    {
        ImageKind.Url when provider.ImageForms.HasFlag(ImageForms.Url) => ImageContent.Of(image.Value),
        ImageKind.Id when provider.ImageForms.HasFlag(ImageForms.Id) => ImageContent.Of(image.Value),
        ImageKind.Id => throw new VideoGenException(VideoErrors.UnsupportedValue, $"{provider.Name} has no image ids; give a file, a URL or a data URI instead of '{DisplayText.OneLine(image.Value, 60)}'."),
        _ when !provider.ImageForms.HasFlag(ImageForms.Bytes) => throw new VideoGenException(VideoErrors.NeedsImageUrl, $"{provider.Name} fetches images itself: it takes a public http(s) address, not {image}."),
        ImageKind.File => Bytes(Path.GetFileName(image.Value), image, _ => Task.FromResult<Stream>(OpenFile(image.Value))),
        ImageKind.DataUri => Bytes(null, image, _ => Task.FromResult<Stream>(new MemoryStream(DataUri.Parse(image.Value).Bytes, writable: false))),
        _ => Bytes(null, image, cancellationToken => download(new Uri(image.Value), cancellationToken)),
    };

    /// <summary>
    /// A provider opens images to make the request out of them, so one that does not open means that nothing was submitted.
    /// Any other exception would count as a lost answer.
    /// </summary>
    private static ImageContent Bytes(string? fileName, ImageReference image, Func<CancellationToken, Task<Stream>> open) => ImageContent.Of(fileName, async cancellationToken =>
    {
        try
        {
            return await open(cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e)
        {
            throw new NotSentException(e);
        }
        catch (Exception e)
        {
            string reason = e is OperationCanceledException ? "it did not come in time." : e.Message;
            throw new NotSentException(new VideoGenException(VideoErrors.ImageNotFound, $"The image {DisplayText.OneLine(image.ToString(), 120)} cannot be read: {reason}", e));
        }
    });

    internal static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
