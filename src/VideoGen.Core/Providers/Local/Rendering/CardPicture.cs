using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>Paints the ground of a title card: a gradient with soft discs, its hue by the prompt, their places by the seed.</summary>
internal static class CardPicture
{
    private const int Discs = 7;

    /// <summary>Rows of red, green and blue, a byte each, top to bottom.</summary>
    public static byte[] Paint(int width, int height, string prompt, long seed)
    {
        byte[] chance = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{prompt}"));
        double hue = SHA256.HashData(Encoding.UTF8.GetBytes(prompt))[0] / 256.0;
        var discs = new (double X, double Y, double Radius, double Light)[Discs];
        double unit = Math.Min(width, height);
        for (int i = 0; i < Discs; i++)
        {
            discs[i] = (chance[i * 4] / 255.0 * width, chance[(i * 4) + 1] / 255.0 * height, unit * (0.08 + (chance[(i * 4) + 2] / 255.0 * 0.14)), 0.05 + (chance[(i * 4) + 3] / 255.0 * 0.09));
        }

        double[] tints = [.. Enumerable.Range(0, 3).Select(channel => 0.75 + (0.45 * Math.Cos(2 * Math.PI * (hue - (channel / 3.0)))))];
        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double light = 0.20 + (0.16 * ((x / (double)width) + (y / (double)height)) / 2);
                foreach ((double centreX, double centreY, double radius, double brightness) in discs)
                {
                    double distance = Math.Sqrt(((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY)));
                    light += brightness * Math.Clamp((radius - distance) / 3, 0, 1);
                }

                int at = ((y * width) + x) * 3;
                for (int channel = 0; channel < 3; channel++)
                {
                    pixels[at + channel] = (byte)Math.Clamp(light * tints[channel] * 255, 0, 255);
                }
            }
        }

        return pixels;
    }
}
