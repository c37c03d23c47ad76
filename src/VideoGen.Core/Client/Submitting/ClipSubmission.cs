using System.Text.Json.Nodes;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>One clip of a row, ready to be submitted.</summary>
/// <param name="Request">Validated.</param>
/// <param name="Fingerprint">The hash of what was asked for, with the number of the clip among equal ones.</param>
/// <param name="RowKey">Its key in the batch.</param>
internal sealed record ClipSubmission(VideoRequest Request, string Fingerprint, string RowKey)
{
    /// <summary>A new entry for the clip, owned by this process and not sent.</summary>
    public JournalEntry ToEntry(string key, string? batch, DateTimeOffset now) => new()
    {
        Job = new VideoJob
        {
            Key = key,
            Provider = Request.Provider!,
            Name = Request.Name,
            Batch = batch,
            Model = Request.Model,
            Prompt = Request.Prompt,
            Duration = Request.Duration,
            Status = VideoStatus.Pending,
            CreatedAt = now,
        },
        Request = ForJournal(Request),
        Fingerprint = Fingerprint,
        RowKey = batch is null ? null : RowKey,
        Owner = JobOwner.Current,
    };

    /// <summary>The request without the megabytes of images given as data.</summary>
    private static VideoRequest ForJournal(VideoRequest request) => request with
    {
        Image = Shorten(request.Image),
        LastImage = Shorten(request.LastImage),
        ReferenceImages = [.. request.ReferenceImages.Select(reference => reference with { Image = Shorten(reference.Image)! })],
        Option = request.Option is null ? null : (JsonObject)request.Option.DeepClone(),
    };

    private static ImageReference? Shorten(ImageReference? image) =>
        image?.Kind == ImageKind.DataUri ? image with { Value = image.ToString() } : image;
}
