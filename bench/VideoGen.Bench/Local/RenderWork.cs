using System.Globalization;
using System.Text;

namespace VideoGen.Bench.Local;

/// <summary>The clips: half of them title cards, half moves over an image.</summary>
/// <param name="Clips">How many.</param>
/// <param name="Seconds">The length of each.</param>
internal sealed record RenderWork(int Clips, int Seconds)
{
    private static readonly string[] Moves = ["slow zoom in", "pan right", "zoom out", "tilt up"];

    private static readonly string[] Images = [.. new[] { "lake.jpg", "dunes.jpg", "balloon.png", "city.webp" }.Select(name => Path.GetFullPath(Path.Combine("samples", "images", name)))];

    /// <summary>As requests.</summary>
    public IEnumerable<VideoRequest> Requests => Enumerable.Range(0, Clips).Select(clip => new VideoRequest
    {
        Provider = "Local",
        Name = Name(clip),
        Prompt = Prompt(clip),
        Image = ImageOf(clip) is { } image ? new ImageReference(ImageKind.File, image) : null,
        Duration = Seconds,
        Resolution = "720p",
        AspectRatio = "16:9",
        Seed = clip,
    });

    /// <summary>As a sheet.</summary>
    public string Csv()
    {
        var sheet = new StringBuilder("Name,Prompt,Image,Duration,Resolution,AspectRatio,Seed\n");
        for (int clip = 0; clip < Clips; clip++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"{Name(clip)},\"{Prompt(clip)}\",\"{ImageOf(clip)}\",{Seconds},720p,16:9,{clip}\n");
        }

        return sheet.ToString();
    }

    private static string Name(int clip) => string.Create(CultureInfo.InvariantCulture, $"clip-{clip + 1:00}");

    private static string Prompt(int clip) => string.Create(CultureInfo.InvariantCulture, $"{Moves[clip % Moves.Length]} over the harbour, take {clip + 1}");

    private static string? ImageOf(int clip) => clip % 2 == 0 ? null : Images[clip / 2 % Images.Length];
}
