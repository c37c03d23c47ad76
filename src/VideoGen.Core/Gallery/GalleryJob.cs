using VideoGen.Journal;

namespace VideoGen.Gallery;

/// <summary>A job with what the journal knows beyond it.</summary>
/// <param name="Request">What was asked for; null for a job that the journal does not have.</param>
/// <param name="Saved">Where its outputs were saved, files that are gone included.</param>
internal sealed record GalleryJob(VideoJob Job, VideoRequest? Request, IReadOnlyList<SavedClip> Saved)
{
    public static GalleryJob Of(JournalEntry entry, VideoJob job) =>
        new(job, entry.Request, [.. entry.Saved.Select(saved => new SavedClip(saved.Index, saved.Path, File.Exists(saved.Path)))]);

    public static GalleryJob Of(VideoJob job) => new(job, null, job.File is { } file ? [new SavedClip(0, file, File.Exists(file))] : []);

    /// <summary>The files that are there, one an output: of several copies the one below the folder, else the latest.</summary>
    public IReadOnlyList<SavedClip> Clips(string? folder) =>
        [.. Saved.Where(clip => clip.Exists).GroupBy(clip => clip.Index).OrderBy(copies => copies.Key)
            .Select(copies => copies.LastOrDefault(clip => folder is not null && CommonFolder.Contains(folder, clip.Path)) ?? copies.Last())];
}

/// <summary>A file that an output was saved as.</summary>
/// <param name="Index">Which output, from 0.</param>
/// <param name="Path">Full path.</param>
/// <param name="Exists">Whether it is still there.</param>
internal sealed record SavedClip(int Index, string Path, bool Exists);
