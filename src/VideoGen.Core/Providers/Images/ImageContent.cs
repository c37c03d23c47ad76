namespace VideoGen.Providers;

/// <summary>An image in the form its service takes: an address or id that is sent as it stands, or bytes.</summary>
public sealed class ImageContent
{
    private readonly Func<CancellationToken, Task<Stream>>? _open;

    private ImageContent(string? reference, string? fileName, ImageIdentity? identity, Func<CancellationToken, Task<Stream>>? open)
    {
        Reference = reference;
        FileName = fileName;
        Identity = identity;
        _open = open;
    }

    /// <summary>The URL or id to send; null when the bytes are to be sent.</summary>
    public string? Reference { get; }

    /// <summary>The name of the file the bytes come from, without folders; null where there is none.</summary>
    public string? FileName { get; }

    /// <summary>What the row's key was made of; null where nobody has looked at the bytes yet.</summary>
    internal ImageIdentity? Identity { get; }

    public static ImageContent Of(string reference) => new(reference, null, null, null);

    public static ImageContent Of(string? fileName, Func<CancellationToken, Task<Stream>> open) => new(null, fileName, null, open);

    /// <param name="identity">What the bytes must be: a stream of others is not sent to its end.</param>
    internal static ImageContent Of(string? fileName, ImageIdentity? identity, Func<CancellationToken, Task<Stream>> open) => new(null, fileName, identity, open);

    /// <summary>Opens the bytes, from the start at each call. The caller disposes the stream.</summary>
    /// <exception cref="InvalidOperationException">This image is a <see cref="Reference"/>.</exception>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken) =>
        _open is null ? throw new InvalidOperationException("The image is a reference; it has no bytes here.") : _open(cancellationToken);
}
