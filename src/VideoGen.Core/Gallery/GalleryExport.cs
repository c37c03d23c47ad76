using VideoGen.Client;
using VideoGen.Journal;

namespace VideoGen.Gallery;

/// <summary>A page that is laid out and not written yet.</summary>
public sealed class GalleryExport
{
    private readonly GalleryData _data;

    private GalleryExport(string path, int jobs, GalleryData data) => (Path, JobCount, _data) = (path, jobs, data);

    /// <summary>Full path that the page will have.</summary>
    public string Path { get; }

    public int JobCount { get; }

    /// <summary>How many clips can be played on it.</summary>
    public int ClipCount => _data.Cards.Count(card => card.Source is not null);

    /// <summary>Reads what the journal knows of the jobs; one it does not have is shown as it was given. No service is asked.</summary>
    /// <exception cref="VideoGenException"><c>FileExists</c>: something in the way is no gallery.</exception>
    internal static async Task<GalleryExport> PlanAsync(ClientServices services, IEnumerable<VideoJob> jobs, GalleryOptions options, CancellationToken cancellationToken)
    {
        var finder = new JobFinder(services.Journal);
        var found = new List<GalleryJob>();
        foreach (VideoJob job in jobs.DistinctBy(job => (job.Key, job.Key.Length > 0 ? null : job.Provider, job.Key.Length > 0 ? null : job.Id)))
        {
            // Less where the disk was full when the service answered.
            JournalEntry? entry = await finder.FindAsync(job, cancellationToken).ConfigureAwait(false);
            found.Add(entry is null ? GalleryJob.Of(job) : GalleryJob.Of(entry, entry.Job.Id is null && job.Id is not null ? job : entry.Job));
        }

        string path = GalleryFile.PathOf(options.Path ?? CommonFolder.Of(found.SelectMany(job => job.Clips(null)).Select(clip => clip.Path)) ?? options.BaseFolder);
        if (!options.Force)
        {
            GalleryFile.ThrowIfForeign(path);
        }

        string folder = System.IO.Path.GetDirectoryName(path)!;
        var data = new GalleryData(TitleOf(found, options), services.Time.GetUtcNow(), new GalleryCards(folder, services.Time).Of(found));
        return new GalleryExport(path, found.Count, data);
    }

    /// <summary>Writes the page and gives its file.</summary>
    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c>, <c>DiskFull</c>.</exception>
    public async Task<FileInfo> WriteAsync(CancellationToken cancellationToken)
    {
        await GalleryFile.WriteAsync(Path, GalleryTemplate.Render(_data), cancellationToken).ConfigureAwait(false);
        return new FileInfo(Path);
    }

    private static string TitleOf(List<GalleryJob> jobs, GalleryOptions options)
    {
        if (DisplayText.OneLine(options.Title, 200) is { Length: > 0 } given)
        {
            return given;
        }

        string?[] batches = [.. jobs.Select(job => job.Job.Batch).Distinct().Take(2)];
        return batches is [{ } only] && DisplayText.OneLine(only, 200) is { Length: > 0 } name ? name : "Video gallery";
    }
}
