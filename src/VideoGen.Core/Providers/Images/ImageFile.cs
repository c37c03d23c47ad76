using System.Buffers;
using System.Security.Cryptography;

namespace VideoGen.Providers;

/// <summary>Reads files that may be large, a block at a time.</summary>
internal static class ImageFile
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>Without a buffer of its own: whoever reads it has one.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Lower-case hexadecimal SHA-256 of what is left in a stream.</summary>
    public static async Task<string> HashAsync(Stream content, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int count;
            while ((count = await content.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(block, 0, count);
            }

            return Convert.ToHexString(hash.GetCurrentHash()).ToLowerInvariant();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
