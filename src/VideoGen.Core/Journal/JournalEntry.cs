using System.Text.Json.Serialization;

namespace VideoGen.Journal;

/// <summary>What the journal keeps of one job: the job as last known and what is needed to go on with it.</summary>
internal sealed record JournalEntry
{
    /// <summary>The format of the file. A reader refuses a later one instead of guessing.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required VideoJob Job { get; init; }

    /// <summary>What was asked for. Images given as data are shortened.</summary>
    public required VideoRequest Request { get; init; }

    /// <summary>The hash of the normalised request.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The row's key in its batch; null without a batch.</summary>
    public string? RowKey { get; init; }

    /// <summary>The batch whose index has the row, where that is not the job's own batch.</summary>
    public string? RowBatch { get; init; }

    /// <summary>The idempotency key the user gave; null for the job's own key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who is submitting; null when nobody is.</summary>
    public JobOwner? Owner { get; init; }

    /// <summary>How often the submission has changed hands.</summary>
    public int Generation { get; init; }

    /// <summary>When the request was about to leave for the first time: the age of its idempotency key.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public IReadOnlyList<SavedOutput> Saved { get; init; } = [];

    /// <summary>Every output is a file of the user's: the job is not done with the first of several.</summary>
    [JsonIgnore]
    public bool IsSaved => Saved.Count > 0 && Enumerable.Range(0, Job.Outputs.Count).All(index => Saved.Any(saved => saved.Index == index));

    /// <summary>Nothing is left to do with the job, so that its file may move to the settled ones.</summary>
    [JsonIgnore]
    public bool IsDone => Job.Status switch
    {
        VideoStatus.Failed or VideoStatus.Cancelled or VideoStatus.Expired => true,
        VideoStatus.Completed => IsSaved,
        _ => false,
    };
}

/// <summary>A file that an output was saved as.</summary>
/// <param name="Index">Which output, from 0.</param>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Its length then.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="ModifiedAt">Its modification time then; the same length and time count as unchanged.</param>
internal sealed record SavedOutput(int Index, string Path, long Bytes, string Sha256, DateTimeOffset ModifiedAt);
