using VideoGen.Journal;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>The saves of one command, which together give no two outputs one path. Of jobs that wait, the soonest to expire goes first.</summary>
public sealed class SaveRun
{
    /// <summary>What goes wrong with one output and need not with the next.</summary>
    private static readonly VideoErrorKind[] OfOneOutput = [VideoErrors.LinkExpired, VideoErrors.DownloadFailed, VideoErrors.NotAVideo, VideoErrors.FileExists];

    private readonly ClientServices _services;
    private readonly JobReader _reader;
    private readonly SaveOptions _options;
    private readonly DestinationPlan _plan;
    private readonly Downloader _downloader;
    private readonly DownloadTurns _turns;

    internal SaveRun(ClientServices services, JobReader reader, SaveOptions options)
    {
        (_services, _reader, _options) = (services, reader, options);
        _plan = new DestinationPlan(FileNameTemplate.Parse(options.Destination), options.BaseFolder);
        _downloader = new Downloader(services.Http);
        services.Http.Slots.AtLeast(options.ThrottleLimit);
        _turns = new DownloadTurns(options.ThrottleLimit);
    }

    /// <summary>The full paths a job's files will have. Names given here are kept for it.</summary>
    /// <exception cref="VideoGenException"><c>JobNotCompleted</c> with the job's reason, <c>InvalidTemplate</c>.</exception>
    public IReadOnlyList<string> PlanPaths(VideoJob job)
    {
        ThrowIfNotCompleted(job);
        string extension = _services.Providers.Get(job.Provider).Descriptor.FileExtension;
        return [.. Enumerable.Range(0, job.Outputs.Count).Select(index => _plan.Assign(job, index, job.Outputs.Count, extension))];
    }

    /// <summary>As the other one, for all files together.</summary>
    /// <returns>All files.</returns>
    public async Task<IReadOnlyList<FileInfo>> SaveAsync(VideoJob job, IReadOnlyList<string> paths, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        var files = new List<FileInfo>();
        await SaveAsync(job, paths, files.Add, progress, cancellationToken).ConfigureAwait(false);
        return files;
    }

    /// <summary>
    /// Saves all outputs of a job. Those that are saved there and unchanged are answered without a request. One that cannot be saved
    /// does not keep the others from it.
    /// </summary>
    /// <param name="saved">Told each file, in the order of the outputs, when it is there and its manifest is.</param>
    /// <exception cref="VideoGenException">What <see cref="Downloader"/> throws, and what <see cref="PlanPaths"/> throws; of several outputs, that of the first.</exception>
    public async Task SaveAsync(VideoJob job, IReadOnlyList<string> paths, Action<FileInfo> saved, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        ThrowIfNotCompleted(job);
        using IDisposable turn = await _turns.TakeAsync(job.ExpiresAt, cancellationToken).ConfigureAwait(false);
        using TraceScope? trace = _services.Traces.Begin(TracePurpose.Download, [job]);
        JournalEntry? entry = await _services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
        var saver = new OutputSaver(_services, _reader, _downloader, _options.Force, job);
        VideoGenException? trouble = null;
        bool areDead = true;
        for (int index = 0; index < job.Outputs.Count; index++)
        {
            string path = paths[index];
            try
            {
                if (_options.Force || !IsSaved(entry, index, path))
                {
                    LinkGuard.ThrowIfOutside(_plan.Root, path);
                    await SaveAsync(saver, job, index, path, progress, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    PartFile.Sweep(path, OutputSaver.IdentityOf(job, index), _services.Time);
                }
            }
            catch (DeadOutputException e)
            {
                trouble ??= e.Reason;
                continue;
            }
            catch (VideoGenException e) when (OfOneOutput.Contains(e.Kind))
            {
                trouble ??= e;
                areDead = false;
                continue;
            }

            trouble = await TryWriteManifestAsync(job.Key, path, cancellationToken).ConfigureAwait(false) is { } noManifest ? trouble ?? noManifest : trouble;
            saved(new FileInfo(path));
        }

        if (trouble is not null)
        {
            if (areDead && trouble.Kind == VideoErrors.LinkExpired)
            {
                _ = await MarkExpiredAsync(job).ConfigureAwait(false);
            }

            throw trouble;
        }
    }

    private async Task SaveAsync(OutputSaver saver, VideoJob job, int index, string path, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await saver.SaveAsync(index, path, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.FileExists)
        {
            // Perhaps it is this very clip, saved by another session since the journal was asked.
            if (!IsSaved(await _services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false), index, path))
            {
                throw;
            }
        }
    }

    /// <summary>The clip is there whatever becomes of its manifest: what is wrong with that is answered.</summary>
    private async Task<VideoGenException?> TryWriteManifestAsync(string key, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (_options.WithManifest
                && await _services.Journal.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry
                && entry.Saved.LastOrDefault(saved => saved.Path == path) is { } saved)
            {
                await ManifestFile.WriteAsync(entry, saved, _options.Force, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (VideoGenException e)
        {
            return e;
        }
    }

    /// <summary>A job has expired when nothing is left to save of it and not all of it is; a saved one stays what it is.</summary>
    private Task<JournalEntry?> MarkExpiredAsync(VideoJob job) => _services.Journal.UpdateAsync(
        job.Key,
        entry => !entry.IsSaved && entry.Job.Status == VideoStatus.Completed ? entry with { Job = entry.Job with { Status = VideoStatus.Expired } } : entry,
        durable: true,
        CancellationToken.None);

    private static bool IsSaved(JournalEntry? entry, int index, string path)
    {
        var file = new FileInfo(path);
        return file.Exists && entry?.Saved.Any(saved =>
            saved.Index == index && saved.Path == path && saved.Bytes == file.Length && saved.ModifiedAt == new DateTimeOffset(file.LastWriteTimeUtc)) == true;
    }

    private static void ThrowIfNotCompleted(VideoJob job)
    {
        if (job.Status != VideoStatus.Completed)
        {
            string reason = job.Error is { } error ? $" ({DisplayText.OneLine(error.ToString(), 200)})" : "";
            throw new VideoGenException(VideoErrors.JobNotCompleted, $"{job.ShortId} cannot be saved: it is {job.Status}{reason}.")
            {
                Job = job,
                Remedy = job.Status switch
                {
                    VideoStatus.Unknown => VideoErrors.JobUnknown.Remedy,
                    VideoStatus.Pending => "Run its batch again to submit it.",
                    { } status when status.IsSettled() => VideoErrors.JobFailed.Remedy,
                    _ => VideoErrors.JobNotCompleted.Remedy,
                },
            };
        }
    }
}
