using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Whether a job of a service's list may be the one whose answer was lost. Pure, so that every rule of it is a test.</summary>
internal static class UnknownMatch
{
    /// <summary>How far the service's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The longest that a submission is on its way, the service's queue in front of its own clock included.</summary>
    private static readonly TimeSpan LongestTravel = TimeSpan.FromMinutes(30);

    /// <summary>Nothing the service says of the job speaks against it.</summary>
    public static bool IsPossible(JournalEntry unknown, JobSnapshot job)
    {
        DateTimeOffset sent = unknown.SentAt ?? unknown.Job.CreatedAt;
        return (job.CreatedAt is not { } created || (created > sent - ClockSkew && created < sent + LongestTravel))
            && Agrees(unknown.Job.Prompt?.Trim(), job.Prompt?.Trim())
            && AreOneModel(LastPart(unknown.Job.Model), LastPart(job.Model))
            && (unknown.Job.Duration is null || job.Duration is null || unknown.Job.Duration == job.Duration);
    }

    /// <summary>The service also says what was asked for, or where it does not, the model, and that it is of the very time.</summary>
    public static bool IsLikely(JournalEntry unknown, JobSnapshot job)
    {
        if (!IsPossible(unknown, job))
        {
            return false;
        }

        DateTimeOffset sent = unknown.SentAt ?? unknown.Job.CreatedAt;
        return string.IsNullOrWhiteSpace(job.Prompt)
            ? job.Model is not null && unknown.Job.Model is not null && job.CreatedAt is { } created && (created - sent).Duration() < ClockSkew
            : !string.IsNullOrWhiteSpace(unknown.Job.Prompt);
    }

    private static bool Agrees(string? ours, string? theirs) =>
        string.IsNullOrEmpty(ours) || string.IsNullOrEmpty(theirs) || ours.Equals(theirs, StringComparison.Ordinal);

    /// <summary>A gateway may tell the longer name that the model has where it is made: <c>veo-3.1-lite-generate-preview</c>.</summary>
    private static bool AreOneModel(string? ours, string? theirs) =>
        string.IsNullOrEmpty(ours) || string.IsNullOrEmpty(theirs) || theirs.Contains(ours, StringComparison.Ordinal) || ours.Contains(theirs, StringComparison.Ordinal);

    /// <summary>A gateway names a model with its maker, <c>openai/sora-2</c>, or without.</summary>
    private static string? LastPart(string? model) => model?.Split('/')[^1].ToUpperInvariant();
}
