namespace VideoGen.Emulators.Hosting;

/// <summary>Passes bytes on in pieces, with a pause after each.</summary>
internal sealed class SlowBody(Stream inner, int piece, Func<Task> pause) : WriteThroughBody(inner)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (int start = 0; start < buffer.Length; start += piece)
        {
            await Inner.WriteAsync(buffer.Slice(start, Math.Min(piece, buffer.Length - start)), cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            await pause();
        }
    }
}
