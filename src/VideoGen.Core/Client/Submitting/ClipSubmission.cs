using System.Text.Json.Nodes;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>One clip of a row, ready to be submitted.</summary>
/// <param name="Request">Validated.</param>
/// <param name="Fingerprint">The hash of what was asked for, with the number of the clip among equal ones.</param>
/// <param name="RowKey">Its key in the batch.</param>
internal sealed record ClipSubmission(VideoRequest Request, string Fingerprint, string RowKey)
{
    /// <summary>What it is expected to cost.</summary>
    public required PriceQuote Quote { get; init; }

    /// <summary>The image files that the fingerprint was made of, by path.</summary>
    public IReadOnlyDictionary<string, ImageVersion> Images { get; init; } = new Dictionary<string, ImageVersion>();

    /// <summary>What the user gave to make a resend harmless; null for the job's own key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The service's id of the finished clip that this is a new sound of; null for a clip of its own.</summary>
    public string? AudioSource { get; init; }

    /// <summary>The batch that a clip with a new sound is shown in: that of the clip it is made of.</summary>
    public string? AudioBatch { get; init; }

    /// <summary>A new entry for the clip, owned by this process and not sent.</summary>
    public JournalEntry ToEntry(string key, string? batch, DateTimeOffset now) => new()
    {
        Job = new VideoJob
        {
            Key = key,
            Provider = Request.Provider!,
            Name = Request.Name,
            Batch = AudioSource is null ? batch : AudioBatch,
            Model = Request.Model,
            Prompt = Request.Prompt,
            Duration = Request.Duration,
            Status = VideoStatus.Pending,
            CreatedAt = now,
            Cost = Quote is { Most: > 0 and { } most, Unit: { } unit } ? new VideoCost(most, unit, Charged: false) : null,
        },
        Request = ForJournal(Request),
        Fingerprint = Fingerprint,
        RowKey = batch is null ? null : RowKey,
        RowBatch = AudioSource is null ? null : batch,
        IdempotencyKey = IdempotencyKey,
        Owner = JobOwner.Current,
    };

    /// <summary>The request without the megabytes of images given as data, and without secrets that <c>Option</c> may have unchecked.</summary>
    private static VideoRequest ForJournal(VideoRequest request) => request with
    {
        Image = Shorten(request.Image),
        LastImage = Shorten(request.LastImage),
        ReferenceImages = [.. request.ReferenceImages.Select(reference => reference with { Image = Shorten(reference.Image)! })],
        Option = request.Option is null ? null : Masked((JsonObject)request.Option.DeepClone()),
    };

    private static JsonObject Masked(JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members.ToArray())
        {
            if (value is JsonObject inner)
            {
                _ = Masked(inner);
            }
            else if (value is JsonValue && name.Contains("secret", StringComparison.OrdinalIgnoreCase))
            {
                members[name] = "***";
            }
        }

        return members;
    }

    private static ImageReference? Shorten(ImageReference? image) =>
        image?.Kind == ImageKind.DataUri ? image with { Value = image.ToString() } : image;
}
