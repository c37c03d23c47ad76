using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Journal;

/// <summary>A number of a text that is the same in every process; that of <see cref="string.GetHashCode()"/> is not.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over UTF-16.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261u;
        foreach (char character in text)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash;
    }

    /// <summary>One that no two texts of a run share: for what is only compared, and of which there may be a million. SHA-256, cut.</summary>
    public static UInt128 Of128(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>
    /// FNV-1a, 64 bits, of what is only looked at for whether it is what came before. It needs no library of the system, which may be
    /// several megabytes.
    /// </summary>
    public static ulong Of64(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037ul;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 1099511628211ul;
        }

        return hash;
    }

    /// <summary>That of the bytes in which a text is sent.</summary>
    public static ulong OfUtf8(string text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Of64(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
