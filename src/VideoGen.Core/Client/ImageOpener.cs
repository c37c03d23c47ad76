using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Turns an image as the user gave it into the form its service takes.</summary>
/// <param name="keyed">What the files were when the row was keyed, by path: others are not sent. A file that is not in it is taken as it is.</param>
internal sealed class ImageOpener(ProviderDescriptor provider, Func<Uri, CancellationToken, Task<Stream>> download, IReadOnlyDictionary<string, ImageVersion> keyed)
{
    /// <exception cref="VideoGenException"><c>NeedsImageUrl</c> or <c>UnsupportedValue</c> where the service takes no such form.</exception>
    public ImageContent Open(ImageReference image)
    {
        ImageFit.Check(provider, image);
        return image.Kind switch
        {
            ImageKind.Id => ImageContent.Of(image.Value),
            ImageKind.Url when provider.ImageForms.HasFlag(ImageForms.Url) => ImageContent.Of(image.Value),
            ImageKind.File => Bytes(Path.GetFileName(image.Value), image, keyed.GetValueOrDefault(image.Value), cancellationToken => OpenKeyedAsync(image.Value, cancellationToken)),
            ImageKind.DataUri => Bytes(null, image, null, _ => Task.FromResult(DataUri.Parse(image.Value).Open())),
            _ => Bytes(null, image, null, cancellationToken => download(new Uri(image.Value), cancellationToken)),
        };
    }

    /// <summary>
    /// A provider opens images to make the request out of them, so one that does not open means that nothing was submitted.
    /// Any other exception would count as a lost answer.
    /// </summary>
    private static ImageContent Bytes(string? fileName, ImageReference image, ImageVersion? version, Func<CancellationToken, Task<Stream>> open) => ImageContent.Of(fileName, version?.Identity, async cancellationToken =>
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

    /// <summary>A file that was touched is hashed again; one that has changed is not what the row was keyed with.</summary>
    private async Task<Stream> OpenKeyedAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = ImageFile.Open(path);
        try
        {
            if (keyed.TryGetValue(path, out ImageVersion? version)
                && (file.Length != version.Identity.Length
                    || (File.GetLastWriteTimeUtc(file.SafeFileHandle) != version.Modified
                        && await ImageFile.HashAsync(file, cancellationToken).ConfigureAwait(false) != version.Identity.Sha256)))
            {
                throw ImagePayload.Changed(Path.GetFileName(path));
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
