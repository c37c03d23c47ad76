using System.Globalization;

namespace VideoGen.Journal;

/// <summary>Where the journal keeps what, below the home.</summary>
internal sealed class JournalFolders(string home)
{
    public const string EntryExtension = ".json";

    /// <summary>Empty files named <c>ID~KEY.id</c> beside settled entries: the way from a service's id to its entry.</summary>
    public const string IdExtension = ".id";

    private static readonly EnumerationOptions Simple = new() { MatchType = MatchType.Simple, AttributesToSkip = 0, IgnoreInaccessible = false };

    public string Home { get; } = home;

    /// <summary>Jobs with something left to do: a file each.</summary>
    public string Open { get; } = Path.Combine(home, "journal", "open");

    /// <summary>Jobs with nothing left to do: a folder a month of creation.</summary>
    public string Settled { get; } = Path.Combine(home, "journal", "settled");

    public string Batches { get; } = Path.Combine(home, "journal", "batches");

    public string Claims { get; } = Path.Combine(home, "journal", "claims");

    public string Locks { get; } = Path.Combine(home, "journal", "locks");

    public string LeaseFiles { get; } = Path.Combine(home, "journal", "leases");

    public string OpenEntry(string key) => Path.Combine(Open, key + EntryExtension);

    public string SettledEntry(VideoJob job) => Path.Combine(SettledMonth(job), job.Key + EntryExtension);

    public string IdMarker(VideoJob job) => Path.Combine(SettledMonth(job), $"{IdFileName(job.Id!)}~{job.Key}{IdExtension}");

    /// <summary>The months that hold settled jobs, newest first. Looked up when they are enumerated, not when they are asked for.</summary>
    public IEnumerable<string> SettledMonths()
    {
        string[] months = Directory.Exists(Settled) ? Directory.GetDirectories(Settled) : [];
        foreach (string month in months.OrderDescending(StringComparer.Ordinal))
        {
            yield return month;
        }
    }

    /// <summary>The files of a folder that match; none when there is no such folder.</summary>
    /// <param name="pattern">With the wildcards * and ?.</param>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public IEnumerable<string> Files(string folder, string pattern)
    {
        try
        {
            // Not the old DOS wildcards, in which a dot before an asterisk is a character of its own.
            return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, Simple) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.JournalNotWritable, $"The journal in {Home} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Keys of settled jobs whose key begins with a text, or whose service's id may.</summary>
    public IEnumerable<string> SettledKeys(string text)
    {
        var keys = new HashSet<string>();
        foreach (string month in SettledMonths())
        {
            if (JobKey.IsPrefix(text))
            {
                keys.UnionWith(Files(month, $"{text}*{EntryExtension}").Select(path => Path.GetFileNameWithoutExtension(path)));
            }

            keys.UnionWith(Files(month, $"{IdFileName(text)}*~*{IdExtension}").Select(KeyOfMarker));
        }

        return keys;
    }

    /// <summary>A service's id as the beginning of a file name: escaped, and cut where it is longer than a name may be.</summary>
    public static string IdFileName(string id)
    {
        string escaped = Uri.EscapeDataString(id).Replace("*", "%2A", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
        return escaped[..Math.Min(escaped.Length, 120)];
    }

    private static string KeyOfMarker(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name[(name.LastIndexOf('~') + 1)..];
    }

    private string SettledMonth(VideoJob job) =>
        Path.Combine(Settled, job.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture));
}
