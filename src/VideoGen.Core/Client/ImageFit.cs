using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Whether a service takes images in the form in which they are given. It is known before anything is asked or sent.</summary>
internal static class ImageFit
{
    /// <summary>All images of a request.</summary>
    /// <exception cref="VideoGenException"><c>NeedsImageUrl</c>, <c>UnsupportedValue</c>.</exception>
    public static void Check(ProviderDescriptor provider, VideoRequest request)
    {
        if (request is { Image: null, LastImage: null, ReferenceImages.Count: 0 })
        {
            return;
        }

        foreach (ImageReference? image in new[] { request.Image, request.LastImage }.Concat(request.ReferenceImages.Select(reference => reference.Image)))
        {
            if (image is not null)
            {
                Check(provider, image);
            }
        }
    }

    /// <exception cref="VideoGenException"><c>NeedsImageUrl</c> or <c>UnsupportedValue</c> where the service takes no such form.</exception>
    public static void Check(ProviderDescriptor provider, ImageReference image)
    {
        bool isTaken = (image.Kind == ImageKind.Url && provider.ImageForms.HasFlag(ImageForms.Url)) || (image.Kind == ImageKind.Id && provider.ImageForms.HasFlag(ImageForms.Id));
        if (isTaken)
        {
            return;
        }

        if (image.Kind == ImageKind.Id)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{provider.Name} has no image ids; give a file, a URL or a data URI instead of '{DisplayText.OneLine(image.Value, 60)}'.");
        }

        if (!provider.ImageForms.HasFlag(ImageForms.Bytes))
        {
            throw new VideoGenException(VideoErrors.NeedsImageUrl, $"{provider.Name} fetches images itself: it takes a public http(s) address, not {image}.");
        }
    }
}
