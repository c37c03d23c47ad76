namespace VideoGen.Budgets;

/// <summary>Finds lines in a file from its end, where what is looked for mostly is.</summary>
internal static class LineSearch
{
    private const int ChunkSize = 256 * 1024;

    public static bool EndsWithLine(FileStream file)
    {
        file.Position = file.Length - 1;
        return file.ReadByte() == '\n';
    }

    /// <summary>What comes after the last line's end.</summary>
    public static byte[] Tail(FileStream file)
    {
        long start = LastIndexOf(file, "\n"u8, file.Length) + 1;
        return Read(file, start, (int)Math.Min(file.Length - start, int.MaxValue));
    }

    /// <summary>The line that ends with the byte before a place, without its end; null where none does, or it is longer than a line can be.</summary>
    public static byte[]? LineBefore(FileStream file, long end)
    {
        int length = (int)Math.Min(end, SpendingChange.LongestLine + 2);
        byte[] window = Read(file, end - length, length);
        if (window.Length == 0 || window[^1] != '\n')
        {
            return null;
        }

        ReadOnlySpan<byte> lines = window.AsSpan(0, window.Length - 1);
        int start = lines.LastIndexOf((byte)'\n') + 1;
        return start == 0 && end > length ? null : lines[start..].ToArray();
    }

    /// <summary>The last line that has a key at its place, without its end; null where there is none.</summary>
    public static byte[]? Last(FileStream file, ReadOnlySpan<byte> key)
    {
        for (long before = file.Length; LastIndexOf(file, key, before) is >= 0 and var at; before = at + key.Length - 1)
        {
            long start = at - SpendingChange.KeyOffset;
            if (start < 0)
            {
                continue;
            }

            byte[] window = Read(file, start, (int)Math.Min(file.Length - start, SpendingChange.LongestLine + 1));
            int end = Array.IndexOf(window, (byte)'\n');
            return end < 0 ? window : window[..end];
        }

        return null;
    }

    /// <summary>The last place of a text that ends before another place; -1 where there is none.</summary>
    private static long LastIndexOf(FileStream file, ReadOnlySpan<byte> text, long before)
    {
        while (before >= text.Length)
        {
            long start = Math.Max(before - ChunkSize, 0);
            byte[] chunk = Read(file, start, (int)(before - start));
            if (chunk.AsSpan().LastIndexOf(text) is >= 0 and var at)
            {
                return start + at;
            }

            // A text that lies across two chunks is in the next.
            before = start == 0 ? 0 : start + text.Length - 1;
        }

        return -1;
    }

    private static byte[] Read(FileStream file, long start, int length)
    {
        byte[] content = new byte[length];
        file.Position = start;
        int read = file.ReadAtLeast(content, length, throwOnEndOfStream: false);
        return read == length ? content : content[..read];
    }
}
