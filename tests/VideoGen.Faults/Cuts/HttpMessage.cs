using System.Globalization;
using System.Text;

namespace VideoGen.Faults.Cuts;

/// <summary>Where an HTTP/1.1 message ends: no more of the protocol than a wire needs.</summary>
internal static class HttpMessage
{
    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <summary>Bytes of the head with its empty line; null until it has come.</summary>
    public static int? HeadLength(ReadOnlySpan<byte> received) => received.IndexOf(HeadEnd) is >= 0 and int at ? at + HeadEnd.Length : null;

    /// <summary>Bytes of the whole message; null until that can be told.</summary>
    /// <param name="hasNoBody">Whatever its head says, as the answer to HEAD.</param>
    public static int? Length(ReadOnlySpan<byte> received, bool hasNoBody = false)
    {
        if (HeadLength(received) is not { } head)
        {
            return null;
        }

        string text = Encoding.Latin1.GetString(received[..head]);
        if (hasNoBody || text.StartsWith("HTTP/1.1 204", StringComparison.Ordinal) || text.StartsWith("HTTP/1.1 304", StringComparison.Ordinal))
        {
            return head;
        }

        return Header(text, "Transfer-Encoding") is "chunked" ? ChunkedLength(received, head)
            : head + int.Parse(Header(text, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
    }

    /// <summary>Method and path of a request.</summary>
    public static string RequestLine(ReadOnlySpan<byte> received) => string.Join(' ', Encoding.Latin1.GetString(received).Split("\r\n")[0].Split('?')[0].Split(' ').Take(2));

    private static string? Header(string head, string name) => head.Split("\r\n")
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();

    private static int? ChunkedLength(ReadOnlySpan<byte> received, int head)
    {
        int at = head;
        while (received[at..].IndexOf("\r\n"u8) is >= 0 and int line)
        {
            int size = int.Parse(Encoding.ASCII.GetString(received.Slice(at, line)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2 + size + 2;
            if (at > received.Length)
            {
                return null;
            }

            if (size == 0)
            {
                return at;
            }
        }

        return null;
    }
}
