using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Gallery;

/// <summary>Why a job has no clip on the page, and what to run next.</summary>
internal sealed partial record NextStep(string State, string Reason, string? Command)
{
    public const string NotSaved = "Not saved";

    private const int LongestReason = 600;

    /// <param name="job">A job without a file, or with one that is gone.</param>
    /// <param name="lost">Name of the file that was saved and is gone; null where none was.</param>
    /// <param name="time">Tells the zone that moments are shown in.</param>
    public static NextStep Of(VideoJob job, string? lost, TimeProvider time)
    {
        string id = PowerShellLiteral.Argument(DisplayText.OneLine(job.ShortId, 100));
        string save = $"Save-VideoJob -Id {id} -Destination .";
        string state = job.Status.ToString();
        return job.Status switch
        {
            VideoStatus.Completed when lost is not null => new(NotSaved, $"It was saved as {lost}, and that file is gone.", save),
            VideoStatus.Completed when job.ExpiresAt is { } end => new(NotSaved, $"Made and not saved yet. The link lives until {Local(end, time)}.", save),
            VideoStatus.Completed => new(NotSaved, "Made and not saved yet.", save),
            VideoStatus.Failed => new(state, job.Error is { } error ? Clean(error.ToString()) : "The service gave no reason.", Again(job)),
            VideoStatus.Cancelled => new(state, "It was stopped.", Again(job)),
            VideoStatus.Expired => new(state, "Its link died before the clip was saved.", Again(job)),
            VideoStatus.Unknown => new(state, "The answer was lost: the service may or may not have made the job. Nothing is sent again by itself.", $"Resolve-VideoJob -Id {id}"),
            VideoStatus.Pending => new(state, "It was not sent yet: run its batch again.", null),
            VideoStatus.Sending => new(state, "It is being sent.", $"Get-VideoJob -Id {id}"),
            VideoStatus.Queued => new(state, "The service has not begun.", $"Wait-VideoJob -Id {id} | {Saving}"),
            _ => new(state, job.Progress is { } percent ? $"The service is at {percent} %." : "The service works on it.", $"Wait-VideoJob -Id {id} | {Saving}"),
        };
    }

    private const string Saving = "Save-VideoJob -Destination .";

    private static string Again(VideoJob job) =>
        job.Batch is { } batch ? $"$rows | New-VideoJob -Batch {PowerShellLiteral.Argument(DisplayText.OneLine(batch))} -RetryFailed" : "$rows | New-VideoJob";

    private static string Local(DateTimeOffset moment, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A service may repeat a signed link in its reason, and a page is passed on.</summary>
    private static string Clean(string reason) => DisplayText.OneLine(Link().Replace(reason, "(link)"), LongestReason);

    [GeneratedRegex(@"\b(https?|data|s3|gs):\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
