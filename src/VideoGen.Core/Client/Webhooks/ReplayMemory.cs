using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Which reports were taken, for all processes of a home: an empty file each, by the hour. Signatures count for some minutes only
/// (the longest, Akool's, for 15 on either side), so what is older than two hours is forgotten.
/// </summary>
internal sealed class ReplayMemory(string home, TimeProvider time)
{
    private const string HourFormat = "yyyyMMddHH";

    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly string _folder = Path.Combine(home, "webhooks");
    private readonly JournalDisk _disk = new();

    /// <summary>What a report is remembered by. The signature itself is not kept.</summary>
    public static string NameOf(string provider, string signature) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\n{signature}"))).ToLowerInvariant();

    public bool Has(string name) => Hours().Any(hour => File.Exists(Path.Combine(hour, name)));

    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public void Keep(string name)
    {
        string file = Path.Combine(_folder, time.GetUtcNow().ToString(HourFormat, CultureInfo.InvariantCulture), name);
        try
        {
            _ = _disk.Mark(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.JournalNotWritable, $"It cannot be noted that a report was taken ({file}): {e.Message}", e);
        }
    }

    /// <summary>Forgets what no signature counts for any more.</summary>
    public void Sweep()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (string hour in Hours())
        {
            try
            {
                if (DateTimeOffset.TryParseExact(Path.GetFileName(hour), HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset begun) && now - begun > Life)
                {
                    Directory.Delete(hour, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Housekeeping only; another process may be at it.
            }
        }
    }

    private string[] Hours() => Directory.Exists(_folder) ? Directory.GetDirectories(_folder) : [];
}
