using System.Net;

namespace VideoGen.Http;

/// <summary>An answer's body that has been read to its end: one array for all who look at it, which nobody changes.</summary>
internal sealed class WholeAnswer(byte[] bytes) : HttpContent
{
    /// <summary>The body of an answer; read now, where that was not done before.</summary>
    public static async ValueTask<byte[]> BytesOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        answer.Content is WholeAnswer whole ? whole.Bytes : await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);

    public byte[] Bytes => bytes;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false));

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
