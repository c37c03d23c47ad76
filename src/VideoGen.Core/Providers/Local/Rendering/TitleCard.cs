using System.Globalization;
using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>
/// What stands for the picture of a prompt without image: the prompt on a coloured ground with large soft discs, by which a move
/// of the camera is seen even where FFmpeg cannot write.
/// </summary>
/// <param name="Lines">The text, wrapped; empty where it cannot be written.</param>
/// <param name="Fonts">Full path of each line's font.</param>
internal sealed record TitleCard(IReadOnlyList<string> Lines, IReadOnlyList<string> Fonts)
{
    private const string PictureName = "card.rgb";
    private const int PictureLongSide = 640;

    /// <summary>Lines that still read on a small frame.</summary>
    private const int MaximumLines = 8;

    private FrameSize Picture { get; init; }

    public IEnumerable<string> InputArguments =>
    [
        "-protocol_whitelist", "file", "-f", "rawvideo", "-pixel_format", "rgb24",
        "-video_size", Picture.ToString(), "-framerate", "1", "-i", $"file:{PictureName}",
    ];

    /// <summary>Writes the card's files into the workspace.</summary>
    public static async Task<TitleCard> WriteAsync(LocalOrder order, FFmpegTool tool, string folder, CancellationToken cancellationToken)
    {
        string prompt = DisplayText.OneLine(order.Prompt, 400);
        IReadOnlyList<string> lines = !tool.HasDrawText || TitleFont.For(prompt) is null ? [] : TextWrap.Lines(prompt, (double)order.Width / order.Height, MaximumLines);
        FrameSize size = new FrameSize(order.Width, order.Height).Scaled((double)PictureLongSide / Math.Max(order.Width, order.Height));
        await File.WriteAllBytesAsync(Path.Combine(folder, PictureName), CardPicture.Paint(size.Width, size.Height, prompt, order.Seed ?? 0), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < lines.Count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, LineName(i)), lines[i], new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
        }

        return new TitleCard(lines, [.. lines.Select(line => TitleFont.For(line)!)]) { Picture = size };
    }

    /// <summary>A filter chain from <paramref name="input"/> to <paramref name="output"/>, labels without brackets.</summary>
    public string Chain(FrameSize canvas, string input, string output)
    {
        string ground = $"[{input}]scale={canvas.Width}:{canvas.Height}:flags=bicubic+accurate_rnd+bitexact:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1";
        double size = TextWrap.FontSize(Lines, canvas.Width, canvas.Height);
        IEnumerable<string> texts = Lines.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture,
            $",drawtext=fontfile={FilterText.Escape(Fonts[i])}:textfile={LineName(i)}:expansion=none:fontsize={size:0}:fontcolor=white:shadowcolor=black@0.5:shadowx={size / 20:0}:shadowy={size / 20:0}"
            + $":x=(w-text_w)/2:y=h/2+({i - (Lines.Count / 2.0)})*{size * 1.3:0.#}+{size * 0.2:0.#}"));
        return $"{ground}{string.Concat(texts)}[{output}]";
    }

    private static string LineName(int index) => string.Create(CultureInfo.InvariantCulture, $"line{index}.txt");
}
