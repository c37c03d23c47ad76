using System.Globalization;
using System.Text;

namespace VideoGen.Tests.Local;

/// <summary>A frame, three bytes a pixel: red, green, blue.</summary>
internal sealed class Picture(int width, int height, byte[] pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public (byte Red, byte Green, byte Blue) this[int x, int y]
    {
        get
        {
            int at = ((y * Width) + x) * 3;
            return (pixels[at], pixels[at + 1], pixels[at + 2]);
        }
    }

    /// <summary>Reads one binary PPM (P6) out of a row of them.</summary>
    public static Picture ReadPpm(ReadOnlySpan<byte> bytes, out int length)
    {
        int header = 0;
        for (int lines = 0; lines < 3; header++)
        {
            lines += bytes[header] == (byte)'\n' ? 1 : 0;
        }

        string[] words = Encoding.ASCII.GetString(bytes[..header]).Split(' ', '\n');
        (int width, int height) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        length = header + (width * height * 3);
        return new Picture(width, height, bytes[header..length].ToArray());
    }

    /// <summary>Where the pixels of one kind lie: the middle of them, and how many there are.</summary>
    public (double X, double Y, int Count) Find(Func<(byte Red, byte Green, byte Blue), bool> kind)
    {
        (double sumX, double sumY, int count) = (0, 0, 0);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (kind(this[x, y]))
                {
                    (sumX, sumY, count) = (sumX + x, sumY + y, count + 1);
                }
            }
        }

        return (sumX / count, sumY / count, count);
    }

    /// <summary>The middle of the pixels by a weight; those of a weight below 20 do not count.</summary>
    public (double X, double Y) Weigh(Func<(byte Red, byte Green, byte Blue), int> weight)
    {
        (double sumX, double sumY, double sum) = (0, 0, 0);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int value = Math.Max(weight(this[x, y]) - 20, 0);
                (sumX, sumY, sum) = (sumX + (x * value), sumY + (y * value), sum + value);
            }
        }

        return (sumX / sum, sumY / sum);
    }

    /// <summary>The mean difference to another picture of the same size, 0 to 255.</summary>
    public double DifferenceTo(Picture other)
    {
        double sum = 0;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                sum += Math.Abs(this[x, y].Red - other[x, y].Red) + Math.Abs(this[x, y].Green - other[x, y].Green) + Math.Abs(this[x, y].Blue - other[x, y].Blue);
            }
        }

        return sum / (3.0 * Width * Height);
    }
}
