namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Reads images: an http(s) address or data URI; else an existing file; else an id, if the service has such ids; else
/// <c>ImageNotFound</c>.
/// </summary>
/// <param name="findFile">
/// The full path of the existing file that a path names, or null. Called on the pipeline thread with the text as it was
/// written: brackets, blanks and asterisks in it are characters of the name.
/// </param>
/// <param name="isImageId">Tells the service's ids by their form.</param>
internal sealed class ImageValue(Func<string, string?> findFile, Func<string, bool> isImageId)
{
    private const string Takes = "an http(s) address, a data URI of an image, or the path of an image file";

    public ImageReference Read(Cell cell) => Read(cell, cell.Value);

    /// <param name="cell">For messages.</param>
    /// <param name="value">The cell's value, or a part of it.</param>
    public ImageReference Read(Cell cell, object? value)
    {
        if (value is FileInfo file)
        {
            return file.Exists ? new ImageReference(ImageKind.File, file.FullName) : throw NotFound(cell, file.FullName);
        }

        if (UriValue.Text(value) is not { Length: > 0 } text)
        {
            throw cell.Invalid(Takes, ShownValue.Of(value));
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return UriValue.TryWeb(text, out _) ? new ImageReference(ImageKind.Url, text) : throw cell.Invalid(Takes, ShownValue.Of(value));
        }

        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return IsImageData(text) ? new ImageReference(ImageKind.DataUri, text) : throw cell.Invalid("a data URI of the form data:image/png;base64,…", ShownValue.Of(value));
        }

        // The name as it was written first: a blank at its end may belong to it.
        if ((findFile(value as string ?? text) ?? findFile(text)) is { } path)
        {
            return new ImageReference(ImageKind.File, path);
        }

        return isImageId(text) ? new ImageReference(ImageKind.Id, text) : throw NotFound(cell, text);
    }

    // RFC 2397, of which services take only base64.
    private static bool IsImageData(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && comma < text.Length - 1
            && text.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
            && text.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase);
    }

    private static VideoGenException NotFound(Cell cell, string text) =>
        new(VideoErrors.ImageNotFound, $"The image '{DisplayText.OneLine(text, 200)}' of {cell.Place} is not an existing file.");
}
