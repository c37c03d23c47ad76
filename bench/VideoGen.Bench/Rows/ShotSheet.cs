using System.Globalization;
using System.Text;

namespace VideoGen.Bench.Rows;

/// <summary>A CSV as a user has it: a shot a row, a service with a price table, and a column that is empty.</summary>
internal static class ShotSheet
{
    private static readonly string[] Subjects =
        ["a lighthouse in fog", "an old tram crossing a bridge", "two foxes in fresh snow", "a potter at her wheel", "rain on a tin roof"];

    private static readonly int[] Seconds = [4, 6, 8];

    public static Task WriteAsync(string path, int rows, CancellationToken cancellationToken)
    {
        var sheet = new StringBuilder("Name,Prompt,Provider,Model,Duration,Resolution,AspectRatio,Audio,Seed,Image\n");
        for (int row = 0; row < rows; row++)
        {
            sheet.Append(CultureInfo.InvariantCulture,
                $"shot-{row + 1:0000},\"{Subjects[row % Subjects.Length]}, take {row + 1}, slow camera, soft light\",Phaseo,google/veo-3.1-fast,{Seconds[row % Seconds.Length]},720p,16:9,None,{1000 + row},\n");
        }

        return File.WriteAllTextAsync(path, sheet.ToString(), cancellationToken);
    }
}
