using System.Globalization;

namespace VideoGen.Gallery;

/// <summary>Makes the cards of a page.</summary>
/// <param name="folder">Full path of the folder that the page is in.</param>
/// <param name="time">Tells the zone that moments are shown in.</param>
internal sealed class GalleryCards(string folder, TimeProvider time)
{
    private const int LongestText = 4000;

    /// <summary>One card for each clip of the jobs, and one for each job with a clip that is not there.</summary>
    public IReadOnlyList<GalleryCard> Of(IEnumerable<GalleryJob> jobs) => ClipGroups.Number([.. jobs.SelectMany(Of)]);

    private IEnumerable<GalleryCard> Of(GalleryJob job)
    {
        GalleryCard card = Common(job);
        IReadOnlyList<SavedClip> clips = job.Clips(folder);
        int count = Math.Max(job.Job.Outputs.Count, job.Saved.Select(clip => clip.Index + 1).DefaultIfEmpty().Max());
        foreach (SavedClip clip in clips)
        {
            VideoOutput? output = clip.Index < job.Job.Outputs.Count ? job.Job.Outputs[clip.Index] : null;
            yield return card with
            {
                State = nameof(VideoStatus.Completed),
                Source = ClipUrl.Of(folder, clip.Path),
                File = Text(Path.GetFileName(clip.Path)),
                Size = DisplayText.Size(new FileInfo(clip.Path).Length),
                Seconds = output?.Seconds ?? card.Seconds,
                Details = Details(job.Request, output),
                Part = count > 1 ? $"{clip.Index + 1} of {count}" : null,
            };
        }

        if (clips.Count == 0 || clips.Count < count)
        {
            string? lost = job.Saved.Where(clip => !clip.Exists && clips.All(other => other.Index != clip.Index)).Select(clip => Text(Path.GetFileName(clip.Path))).FirstOrDefault();
            NextStep next = NextStep.Of(job.Job, lost, time);
            yield return card with
            {
                State = next.State,
                Reason = next.Reason,
                Command = next.Command,
                Details = Details(job.Request, null),
                Part = count > 1 ? $"{count - clips.Count} of {count}" : null,
            };
        }
    }

    private static GalleryCard Common(GalleryJob from)
    {
        VideoJob job = from.Job;

        // What failed is not paid for unless the service says so.
        VideoCost? cost = job.Cost is { Charged: false } && job.Status is VideoStatus.Failed or VideoStatus.Cancelled ? null : job.Cost;
        return new GalleryCard
        {
            Key = job.Key.Length > 0 ? job.Key : $"{job.Provider} {job.Id}",
            ShortId = DisplayText.OneLine(job.ShortId, 40),
            Id = Text(job.Id),
            Name = Text(job.Name),
            Prompt = Text(job.Prompt),
            Provider = DisplayText.OneLine(job.Provider, 100),
            Model = Text(job.Model),
            Batch = Text(job.Batch),
            State = job.Status.ToString(),
            Created = job.CreatedAt,
            Seconds = job.Duration,
            Cost = cost?.Amount,
            Unit = Text(cost?.Unit),
            CostText = Text(cost?.ToString()),
            Charged = cost?.Charged == true,
        };
    }

    private static string? Details(VideoRequest? request, VideoOutput? output)
    {
        string? size = output is { Width: { } width, Height: { } height } ? $"{width}×{height}" : request?.Size ?? request?.Resolution;
        string?[] details =
        [
            size,
            request?.AspectRatio,
            request?.Effect is { } effect ? $"effect {effect}" : null,
            request?.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"seed {seed}") : null,
            request?.Image is null ? null : "from an image",
        ];
        return Text(string.Join(" · ", details.Where(detail => !string.IsNullOrWhiteSpace(detail))));
    }

    private static string? Text(string? text) => DisplayText.OneLine(text, LongestText) is { Length: > 0 } clean ? clean : null;
}
