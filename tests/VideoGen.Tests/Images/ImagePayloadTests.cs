using VideoGen.Providers;

namespace VideoGen.Tests.Images;

/// <summary>Images that are not the same any more when they are sent.</summary>
public sealed class ImagePayloadTests
{
    private const int Length = 200_000;

    private byte[] _bytes = SyntheticImage.Bytes(Length);

    private bool _isGone;

    public static TheoryData<string, Func<byte[], byte[]>> Changes => new()
    {
        { "first byte behind the signature", bytes => [.. bytes[..8], (byte)~bytes[8], .. bytes[9..]] },
        { "last byte", bytes => [.. bytes[..^1], (byte)~bytes[^1]] },
        { "longer", bytes => [.. bytes, 1] },
        { "shorter", bytes => bytes[..^1] },
        { "much shorter", bytes => bytes[..1000] },
        { "empty", _ => [] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Changed_BetweenLookingAndSending_IsCutOffBeforeItsEnd(string what, Func<byte[], byte[]> change)
    {
        Assert.NotEmpty(what);
        ImagePayload image = await ImagePayload.ReadAsync(Content(), CancellationToken.None);
        using var body = new ImageHttpContent(image);
        _bytes = change(_bytes);
        var sent = new CountingStream();

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => body.CopyToAsync(sent));

        Assert.Equal(VideoErrors.ImageChanged, e.Kind);
        Assert.Contains("a.png", e.Message, StringComparison.Ordinal);
        Assert.Equal(Length, body.Headers.ContentLength);
        Assert.True(sent.Written <= Length - (Length % ImagePayload.BlockBytes), $"{sent.Written} bytes were sent.");
    }

    [Fact]
    public async Task Vanished_BetweenLookingAndSending_IsNotFound()
    {
        ImagePayload image = await ImagePayload.ReadAsync(Content(), CancellationToken.None);
        using var body = new ImageHttpContent(image);
        _isGone = true;
        var sent = new CountingStream();

        VideoGenException e = await Assert.ThrowsAsync<VideoGenException>(() => body.CopyToAsync(sent));

        Assert.Equal((VideoErrors.ImageNotFound, 0), (e.Kind, sent.Written));
    }

    [Fact]
    public async Task Identity_KnownFromTheKey_IsWhatTheBytesAreHeldAgainst()
    {
        var identity = new ImageIdentity(Length, SyntheticImage.Sha256(_bytes));
        ImagePayload image = await ImagePayload.ReadAsync(ImageContent.Of("a.png", identity, Open), CancellationToken.None);
        Assert.Equal((Length, identity.Sha256, "image/png"), (image.Length, image.Sha256, image.MediaType));
        var sent = new CountingStream();
        using var body = new ImageHttpContent(image);
        await body.CopyToAsync(sent);
        Assert.Equal(Length, sent.Written);

        _bytes = [.. _bytes[..^1], (byte)~_bytes[^1]];
        ImagePayload other = await ImagePayload.ReadAsync(ImageContent.Of("a.png", identity, Open), CancellationToken.None);
        using var changed = new ImageHttpContent(other);
        Assert.Equal(VideoErrors.ImageChanged, (await Assert.ThrowsAsync<VideoGenException>(() => changed.CopyToAsync(sent))).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no image, whatever its name says")]
    public async Task NoImage_IsUnreadableAndNotSent(string text)
    {
        _bytes = System.Text.Encoding.UTF8.GetBytes(text);
        NotSentException e = await Assert.ThrowsAsync<NotSentException>(() => ImagePayload.ReadAsync(Content(), CancellationToken.None));
        Assert.Equal(VideoErrors.UnreadableImage, e.Reason.Kind);
    }

    private ImageContent Content() => ImageContent.Of("a.png", Open);

    private Task<Stream> Open(CancellationToken cancellationToken) => _isGone ? throw new FileNotFoundException("gone") : Task.FromResult<Stream>(new MemoryStream(_bytes));
}
