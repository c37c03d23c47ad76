namespace VideoGen.Emulators.Hosting;

/// <summary>Passes bytes on up to each mark, then waits for its task.</summary>
internal sealed class PausingBody(Stream inner, Queue<(long At, Task Until)> pauses) : WriteThroughBody(inner)
{
    private long _written;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (pauses.TryPeek(out (long At, Task Until) pause) && _written + buffer.Length > pause.At)
        {
            _ = pauses.Dequeue();
            int count = (int)(pause.At - _written);
            await Inner.WriteAsync(buffer[..count], cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            _written += count;
            buffer = buffer[count..];
            await pause.Until.WaitAsync(cancellationToken);
        }

        await Inner.WriteAsync(buffer, cancellationToken);
        _written += buffer.Length;
    }
}
