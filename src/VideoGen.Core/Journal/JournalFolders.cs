using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Journal;

/// <summary>Where the journal keeps what, below the home.</summary>
internal sealed class JournalFolders(string home)
{
    public const string EntryExtension = ".json";

    private static readonly EnumerationOptions Simple = new() { MatchType = MatchType.Simple, AttributesToSkip = 0, IgnoreInaccessible = false };

    public string Home { get; } = home;

    /// <summary>How files are written and deleted there.</summary>
    public JournalDisk Disk { get; init; } = new();

    /// <summary>What all of it is below: there from the first job on.</summary>
    public string Root { get; } = Path.Combine(home, "journal");

    /// <summary>Jobs with something left to do: a file each.</summary>
    public string Open { get; } = Path.Combine(home, "journal", "open");

    /// <summary>Jobs with nothing left to do, see <see cref="SettledFolders"/>.</summary>
    public string Settled { get; } = Path.Combine(home, "journal", "settled");

    /// <summary>The settled jobs by the day they were made.</summary>
    public string Days { get; } = Path.Combine(home, "journal", "days");

    public string Batches { get; } = Path.Combine(home, "journal", "batches");

    public string Claims { get; } = Path.Combine(home, "journal", "claims");

    /// <summary>When services were last asked, see <see cref="ReadMarks"/>.</summary>
    public string Reads { get; } = Path.Combine(home, "journal", "reads");

    public string Locks { get; } = Path.Combine(home, "journal", "locks");

    public string LeaseFiles { get; } = Path.Combine(home, "journal", "leases");

    public string OpenEntry(string key) => Path.Combine(Open, key + EntryExtension);

    /// <summary>Readable for people, distinct by the hash: names of batches are any text and compare without case.</summary>
    public string Batch(string name)
    {
        string readable = new([.. name.Where(char.IsAsciiLetterOrDigit).Take(40).Select(char.ToLowerInvariant)]);
        return Path.Combine(Batches, $"{readable}-{Hash(name.Trim().ToUpperInvariant())[..12]}");
    }

    /// <summary>The files of a folder that match; none when there is no such folder.</summary>
    /// <param name="pattern">With the wildcards * and ?.</param>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public IReadOnlyList<string> Files(string folder, string pattern)
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

    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32].ToLowerInvariant();

    public static string DayName(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MonthName(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
