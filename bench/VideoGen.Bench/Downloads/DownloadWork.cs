using System.Globalization;

namespace VideoGen.Bench.Downloads;

/// <summary>So many clips of one length.</summary>
/// <param name="Title">As the table says it.</param>
/// <param name="Count">Files.</param>
/// <param name="Bytes">Of each.</param>
internal sealed record DownloadWork(string Title, int Count, long Bytes)
{
    private const long MiB = 1024 * 1024;

    /// <summary>The two of the row.</summary>
    public static IReadOnlyList<DownloadWork> Of(bool quick) => quick
        ? [new("1 × 32 MiB", 1, 32 * MiB), new("8 × 1 MiB", 8, MiB)]
        : [new("1 × 1 GiB", 1, 1024 * MiB), new("200 × 8 MiB", 200, 8 * MiB)];

    /// <summary>The ids of the clips at the server.</summary>
    public IEnumerable<string> Ids => Enumerable.Range(0, Count).Select(number => ClipServer.IdOf(number, Bytes));

    /// <summary>What a program is told of it.</summary>
    public IReadOnlyList<string> Arguments => [Count.ToString(CultureInfo.InvariantCulture), Bytes.ToString(CultureInfo.InvariantCulture)];

    /// <exception cref="InvalidOperationException">A contender did not fetch all of it.</exception>
    public void Require(string contender, string folder)
    {
        var files = new DirectoryInfo(folder).GetFiles("*.mp4");
        if (files.Length != Count || files.Any(file => file.Length != Bytes))
        {
            throw new InvalidOperationException($"{contender} fetched {files.Length} files of {Title}, or not all of them whole.");
        }
    }
}
