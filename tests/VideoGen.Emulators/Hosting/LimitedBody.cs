namespace VideoGen.Emulators.Hosting;

/// <summary>Passes on so many bytes, makes sure that they are out, does something else, and swallows the rest.</summary>
internal sealed class LimitedBody(Stream inner, long limit, Func<Task> then) : WriteThroughBody(inner)
{
    private long _left = limit;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = (int)Math.Min(_left, buffer.Length);
        _left -= count;
        await Inner.WriteAsync(buffer[..count], cancellationToken);
        if (count < buffer.Length)
        {
            await Inner.FlushAsync(cancellationToken);
            await then();
        }
    }
}
