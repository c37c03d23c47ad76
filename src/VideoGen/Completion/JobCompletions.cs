using System.Globalization;
using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What completers offer out of the journal: newest first.</summary>
internal static class JobCompletions
{
    /// <summary>A menu of more is not read.</summary>
    public const int Limit = 30;

    private const int LabelWidth = 40;

    /// <summary>Ids: the short one, or the kind of id that was begun. A name finds its job too.</summary>
    public static IEnumerable<CompletionItem> Ids(CompletionWord word, CompletionScope scope, IReadOnlyList<GlancedJob> jobs)
    {
        GlancedJob[] suited =
        [
            .. jobs
                .Where(glanced => scope.Provider is null || glanced.Job.Provider.Equals(scope.Provider, StringComparison.OrdinalIgnoreCase))
                .Where(glanced => SuitableJobs.Has(scope.Command, glanced))
                .OrderBy(glanced => SuitableJobs.Rank(scope.Command, glanced))
                .ThenByDescending(glanced => glanced.Job.CreatedAt),
        ];
        ILookup<string, GlancedJob> byShortId = suited.ToLookup(glanced => glanced.Job.ShortId, StringComparer.OrdinalIgnoreCase);
        return suited
            .Select(glanced => (Glanced: glanced, Id: Id(word, glanced.Job, unique: byShortId[glanced.Job.ShortId].Count() == 1)))
            .Where(pair => pair.Id is not null)
            .Take(Limit)
            .Select(pair => new CompletionItem(pair.Id!, ListText(pair.Glanced.Job), ToolTip(pair.Glanced)));
    }

    /// <summary>Batch names, the one that changed last first.</summary>
    public static IEnumerable<CompletionItem> Batches(CompletionWord word, CompletionScope scope)
    {
        ILookup<string?, VideoJob> newest = scope.Jobs("").Select(glanced => glanced.Job).ToLookup(job => job.Batch, StringComparer.OrdinalIgnoreCase);
        return scope.Home.BatchesAsync(scope.Stop).GetAwaiter().GetResult()
            .Where(batch => IsPlain(batch.Name) && word.Matches(batch.Name))
            .Take(Limit)
            .Select(batch => new CompletionItem(batch.Name, DisplayText.OneLine(batch.Name, LabelWidth), Tally(batch.Rows, [.. newest[batch.Name]])));
    }

    /// <summary>Names of jobs, that of the newest first.</summary>
    public static IEnumerable<CompletionItem> Names(CompletionWord word, IReadOnlyList<GlancedJob> jobs) =>
        jobs.Select(glanced => glanced.Job)
            .Where(job => !string.IsNullOrWhiteSpace(job.Name) && IsPlain(job.Name) && word.Matches(job.Name))
            .GroupBy(job => job.Name!, StringComparer.Ordinal)
            .Take(Limit)
            .Select(group => new CompletionItem(group.Key, DisplayText.OneLine(group.Key, LabelWidth), Tally(group.Count(), [.. group])));

    private static string? Id(CompletionWord word, VideoJob job, bool unique)
    {
        if (word.Matches(job.ShortId))
        {
            return unique ? job.ShortId : job.Key;
        }

        return word.Matches(job.Key) ? job.Key
            : word.Matches(job.Id) && IsPlain(job.Id!) ? job.Id
            : word.Matches(job.Name) ? (unique ? job.ShortId : job.Key)
            : null;
    }

    /// <summary>What would write escapes of another's making into the user's line is not offered.</summary>
    private static bool IsPlain(string text) => !text.EnumerateRunes().Any(rune => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);

    private static string ListText(VideoJob job) =>
        $"{DisplayText.OneLine(job.ShortId)} {job.Status} {DisplayText.OneLine(Label(job), LabelWidth)}".TrimEnd();

    private static string ToolTip(GlancedJob glanced)
    {
        VideoJob job = glanced.Job;
        string more = job.Progress is { } percent && job.Status.IsUnderWay() ? $" {percent} %" : job.Status == VideoStatus.Completed && !glanced.IsSaved ? ", not saved" : "";
        string model = job.Model is { } name ? $" {DisplayText.OneLine(name, LabelWidth)}" : "";
        string label = DisplayText.OneLine(Label(job), 100);
        return $"{DisplayText.OneLine(job.Provider, LabelWidth)}{model}, {job.Status}{more}{(label.Length > 0 ? $": {label}" : "")}";
    }

    private static string? Label(VideoJob job) => string.IsNullOrWhiteSpace(job.Name) ? job.Prompt : job.Name;

    /// <param name="rows">How many jobs there are.</param>
    /// <param name="jobs">Those that were looked at: what is said of them is said where they are all.</param>
    private static string Tally(int rows, VideoJob[] jobs)
    {
        string states = string.Join(", ", jobs.GroupBy(job => job.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));
        string count = rows == 1 ? "1 job" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} jobs");
        return jobs.Length >= rows && states.Length > 0 ? $"{count}: {states}" : count;
    }
}
