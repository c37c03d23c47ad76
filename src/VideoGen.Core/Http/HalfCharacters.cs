using System.Globalization;
using System.Text;

namespace VideoGen.Http;

/// <summary>
/// Half a character, as a service leaves it that cuts a text in the middle of a surrogate pair (RFC 8259, section 8.2): valid JSON
/// whose text cannot be read. It must not lose an answer that was paid for.
/// </summary>
internal static class HalfCharacters
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "fffd"u8;

    /// <summary>The JSON with U+FFFD for each of them; the same bytes where there is none.</summary>
    public static byte[] Mend(byte[] json)
    {
        byte[]? mended = null;
        for (int at = Array.IndexOf(json, (byte)'\\'); at >= 0 && at < json.Length - 1; at = Array.IndexOf(json, (byte)'\\', at))
        {
            if (UnitAt(json, at) is not { } unit)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(unit) && UnitAt(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    mended ??= [.. json];
                    Replacement.CopyTo(mended.AsSpan(at + 2));
                }

                at += EscapeLength;
            }

            if (at >= json.Length)
            {
                break;
            }
        }

        return mended ?? json;
    }

    /// <summary>What <c>\uXXXX</c> at a place stands for; null where there is none.</summary>
    private static char? UnitAt(byte[] json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(Encoding.ASCII.GetString(json, at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;
}
