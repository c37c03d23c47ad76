using System.Buffers;

namespace VideoGen.Client;

/// <summary>Brings bytes into a part: while one block is hashed and written, the next is read.</summary>
internal static class BlockCopy
{
    /// <param name="read">Reads at least one byte; 0 at the end. What it reads is written at once, however little it is.</param>
    /// <param name="part">What they are appended to. Whatever ends the reading, it has all that was read.</param>
    /// <param name="blockBytes">Bytes of a block, of which there are two.</param>
    /// <param name="appended">Told after each block, from a pool thread, one call at a time.</param>
    public static async Task RunAsync(Func<Memory<byte>, ValueTask<int>> read, PartFile part, int blockBytes, Action appended)
    {
        byte[] filling = ArrayPool<byte>.Shared.Rent(blockBytes), full = ArrayPool<byte>.Shared.Rent(blockBytes);
        Task writing = Task.CompletedTask;
        try
        {
            int count;
            while ((count = await read(filling).ConfigureAwait(false)) > 0)
            {
                await writing.ConfigureAwait(false);
                (filling, full) = (full, filling);
                ReadOnlyMemory<byte> block = full.AsMemory(0, count);
                writing = Task.Run(() =>
                {
                    part.Append(block.Span);
                    appended();
                });
            }
        }
        finally
        {
            try
            {
                // The disk's trouble counts more than the network's.
                await writing.ConfigureAwait(false);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(filling);
                ArrayPool<byte>.Shared.Return(full);
            }
        }
    }
}
