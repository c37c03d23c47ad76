using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace VideoGen.Budgets;

/// <summary>Tells a line or file that was torn or changed from one that is whole. It keeps nobody from forging one.</summary>
internal static class CheckSum
{
    /// <summary>CRC-32C as eight hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        uint sum = uint.MaxValue;
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(content));
        }

        foreach (byte part in content)
        {
            sum = BitOperations.Crc32C(sum, part);
        }

        return (~sum).ToString("x8", CultureInfo.InvariantCulture);
    }
}
