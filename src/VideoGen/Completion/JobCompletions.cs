using System.Globalization;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What completers offer out of the journal: newest first.</summary>
internal static class JobCompletions
{
    /// <summary>A menu of more is not read.</summary>
    public const int Limit = 50;

    private const int LabelWidth = 40;

    /// <summary>Ids: the short one, or the kind of id that was begun. A name finds its job too.</summary>
    public static IEnumerable<CompletionItem> Ids(CompletionWord word, CompletionScope scope, IEnumerable<VideoJob> jobs)
    {
        VideoJob[] newest =
        [
            .. jobs
                .Where(job => scope.Provider is null || job.Provider.Equals(scope.Provider, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(job => job.CreatedAt),
        ];
        ILookup<string, VideoJob> byShortId = newest.ToLookup(job => job.ShortId, StringComparer.OrdinalIgnoreCase);
        return newest
            .Select(job => (Job: job, Id: Id(word, job, unique: byShortId[job.ShortId].Count() == 1)))
            .Where(pair => pair.Id is not null)
            .Take(Limit)
            .Select(pair => new CompletionItem(pair.Id!, ListText(pair.Job), ToolTip(pair.Job)));
    }

    /// <summary>Batch names, that of the newest job first.</summary>
    public static IEnumerable<CompletionItem> Batches(CompletionWord word, IEnumerable<VideoJob> jobs) =>
        jobs
            .Where(job => !string.IsNullOrEmpty(job.Batch) && IsPlain(job.Batch) && word.Matches(job.Batch))
            .OrderByDescending(job => job.CreatedAt)
            .GroupBy(job => job.Batch!, StringComparer.Ordinal)
            .Take(Limit)
            .Select(group => new CompletionItem(group.Key, DisplayText.OneLine(group.Key, LabelWidth), Tally(group)));

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

    private static string ToolTip(VideoJob job)
    {
        string progress = job.Progress is { } percent && job.Status.IsUnderWay() ? $" {percent} %" : "";
        string model = job.Model is { } name ? $" {DisplayText.OneLine(name, LabelWidth)}" : "";
        string label = DisplayText.OneLine(Label(job), 100);
        return $"{DisplayText.OneLine(job.Provider, LabelWidth)}{model}, {job.Status}{progress}{(label.Length > 0 ? $": {label}" : "")}";
    }

    private static string? Label(VideoJob job) => string.IsNullOrWhiteSpace(job.Name) ? job.Prompt : job.Name;

    private static string Tally(IEnumerable<VideoJob> batch)
    {
        VideoJob[] jobs = [.. batch];
        string states = string.Join(", ", jobs.GroupBy(job => job.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));
        return $"{(jobs.Length == 1 ? "1 job" : $"{jobs.Length} jobs")}: {states}";
    }
}
