using System.Globalization;

namespace VideoGen.Journal;

/// <summary>
/// Where settled jobs are, however many there are: the entry in one of 1,024 folders by its key (<see cref="IdShard"/>), and three
/// ways to it, which are empty files: by the service's id, by the day of creation, by batch. The module's first versions kept
/// entries and ids in a folder a month; what is there stays and is read.
/// </summary>
internal sealed class SettledFolders(JournalFolders folders)
{
    /// <summary>Of the files named <c>ID~KEY.id</c>.</summary>
    public const string IdExtension = ".id";

    /// <summary>Of the files named <c>TIME~KEY.job</c>; times are ticks of 19 digits, so that the names are in the order of time.</summary>
    public const string JobExtension = ".job";

    private const string AllEntries = "*" + JournalFolders.EntryExtension;

    public string Entry(string key) => Path.Combine(folders.Settled, IdShard.OfKey(key), key + JournalFolders.EntryExtension);

    /// <summary>Where the first versions kept the entry.</summary>
    public string OldEntry(VideoJob job) =>
        Path.Combine(folders.Settled, JournalFolders.MonthName(job.CreatedAt), job.Key + JournalFolders.EntryExtension);

    /// <summary>Where the entry is; null when it is not settled.</summary>
    public string? PathOf(VideoJob job) => new[] { Entry(job.Key), OldEntry(job) }.FirstOrDefault(File.Exists);

    /// <summary>The places of an entry with this key, most likely first.</summary>
    public IEnumerable<string> Places(string key) =>
        Months().Select(month => Path.Combine(month, key + JournalFolders.EntryExtension)).Prepend(Entry(key));

    /// <summary>The ways that lead to an entry.</summary>
    /// <param name="place">Where the entry is, if that is not where new ones go.</param>
    public IEnumerable<string> Ways(VideoJob job, string? place = null)
    {
        if (place == OldEntry(job))
        {
            if (job.Id is not null)
            {
                yield return Path.Combine(Path.GetDirectoryName(place)!, IdWay(job));
            }

            yield break;
        }

        string time = string.Create(CultureInfo.InvariantCulture, $"{job.CreatedAt.UtcTicks:D19}~{job.Key}{JobExtension}");
        yield return Path.Combine(folders.Days, JournalFolders.DayName(job.CreatedAt), time);
        if (job.Id is not null)
        {
            yield return Path.Combine(folders.Settled, IdShard.OfId(job.Id), IdWay(job));
        }

        if (!string.IsNullOrWhiteSpace(job.Batch))
        {
            yield return Path.Combine(folders.Batch(job.Batch), time);
        }
    }

    /// <summary>Keys of settled jobs whose key begins with a text, or whose service's id may.</summary>
    public IReadOnlySet<string> Keys(string text)
    {
        var keys = new HashSet<string>();
        if (JobKey.IsPrefix(text))
        {
            keys.UnionWith(IdShard.OfKeyBeginning(text).Select(Shard).Concat(Months())
                .SelectMany(folder => folders.Files(folder, $"{text}{AllEntries}")).Select(path => Path.GetFileNameWithoutExtension(path)));
        }

        IEnumerable<string> shards = IdShard.OfBeginning(text) is { } shard ? [shard] : IdShard.All;
        keys.UnionWith(IdKeys(shards.Select(Shard).Concat(Months()), IdFileName(text) + "*"));
        return keys;
    }

    /// <summary>Keys of settled jobs that may have exactly this service's id.</summary>
    public IReadOnlySet<string> KeysOfId(string id) => IdKeys(Months().Prepend(Shard(IdShard.OfId(id))), IdFileName(id)).ToHashSet();

    /// <summary>The files that name the settled jobs of a time, each folder of a day in the order of time; newest or oldest first.</summary>
    public IEnumerable<string> ByDay(DateTimeOffset? after, DateTimeOffset? before, bool newestFirst)
    {
        string? first = after is { } from ? JournalFolders.DayName(from) : null;
        string? last = before is { } to ? JournalFolders.DayName(to) : null;
        IEnumerable<string> days = Folders(folders.Days).Where(day => IsWithin(Path.GetFileName(day), first, last));
        return InOrder(days, newestFirst).SelectMany(day => InOrder(folders.Files(day, "*~*" + JobExtension), newestFirst));
    }

    /// <summary>The files that name the settled jobs of a batch.</summary>
    public IEnumerable<string> OfBatch(string batch, bool newestFirst) => InOrder(folders.Files(folders.Batch(batch), "*~*" + JobExtension), newestFirst);

    /// <summary>The folders of the first versions, as they are when they are enumerated.</summary>
    public IEnumerable<string> Months(DateTimeOffset? after = null, DateTimeOffset? before = null)
    {
        string? first = after is { } from ? JournalFolders.MonthName(from) : null;
        string? last = before is { } to ? JournalFolders.MonthName(to) : null;
        foreach (string month in InOrder(Folders(folders.Settled), newestFirst: true))
        {
            if (Path.GetFileName(month) is [_, _, _, _, '-', _, _] name && IsWithin(name, first, last))
            {
                yield return month;
            }
        }
    }

    /// <summary>The key in the name of a way.</summary>
    public static string KeyOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name[(name.LastIndexOf('~') + 1)..];
    }

    /// <summary>A service's id as the beginning of a file name: escaped, and cut where it is longer than a name may be.</summary>
    public static string IdFileName(string id)
    {
        string escaped = Uri.EscapeDataString(id).Replace("*", "%2A", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
        return escaped[..Math.Min(escaped.Length, 120)];
    }

    private IEnumerable<string> IdKeys(IEnumerable<string> places, string pattern) =>
        places.SelectMany(folder => folders.Files(folder, $"{pattern}~*{IdExtension}")).Select(KeyOf);

    private static string IdWay(VideoJob job) => $"{IdFileName(job.Id!)}~{job.Key}{IdExtension}";

    private string Shard(string name) => Path.Combine(folders.Settled, name);

    private static string[] Folders(string parent) => Directory.Exists(parent) ? Directory.GetDirectories(parent) : [];

    private static bool IsWithin(string name, string? first, string? last) =>
        string.CompareOrdinal(name, first ?? name) >= 0 && string.CompareOrdinal(name, last ?? name) <= 0;

    private static IOrderedEnumerable<string> InOrder(IEnumerable<string> paths, bool newestFirst) =>
        newestFirst ? paths.OrderDescending(StringComparer.Ordinal) : paths.Order(StringComparer.Ordinal);
}
