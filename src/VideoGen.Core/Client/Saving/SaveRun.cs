using System.Net;
using System.Security.Cryptography;
using VideoGen.Http;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>The saves of one command, which together give no two outputs one path.</summary>
public sealed class SaveRun
{
    /// <summary>How long a link is taken to live where nobody says.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromHours(24);

    private readonly ClientServices _services;
    private readonly JobReader _reader;
    private readonly SaveOptions _options;
    private readonly DestinationPlan _plan;
    private readonly Downloader _downloader;

    internal SaveRun(ClientServices services, JobReader reader, SaveOptions options)
    {
        (_services, _reader, _options) = (services, reader, options);
        _plan = new DestinationPlan(FileNameTemplate.Parse(options.Destination), options.BaseFolder);
        _downloader = new Downloader(services.Http);
    }

    /// <summary>The full paths a job's files will have. Names given here are kept for it.</summary>
    /// <exception cref="VideoGenException"><c>JobNotCompleted</c> with the job's reason, <c>InvalidTemplate</c>.</exception>
    public IReadOnlyList<string> PlanPaths(VideoJob job)
    {
        ThrowIfNotCompleted(job);
        string extension = _services.Providers.Get(job.Provider).Descriptor.FileExtension;
        return [.. Enumerable.Range(0, job.Outputs.Count).Select(index => _plan.Assign(job, index, job.Outputs.Count, extension))];
    }

    /// <summary>Saves all outputs of a job. Those that are saved there and unchanged are answered without a request.</summary>
    /// <exception cref="VideoGenException">What <see cref="Downloader"/> throws, and what <see cref="PlanPaths"/> throws.</exception>
    public async Task<IReadOnlyList<FileInfo>> SaveAsync(VideoJob job, IReadOnlyList<string> paths, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        ThrowIfNotCompleted(job);
        JournalEntry? entry = await _services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false);
        var files = new List<FileInfo>();
        for (int index = 0; index < job.Outputs.Count; index++)
        {
            if (_options.Force || !IsSaved(entry, index, paths[index]))
            {
                await DownloadAsync(job, index, paths[index], progress, cancellationToken).ConfigureAwait(false);
            }

            files.Add(new FileInfo(paths[index]));
        }

        if (_options.WithManifest)
        {
            await WriteManifestsAsync(job.Key, paths, cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    private async Task DownloadAsync(VideoJob job, int index, string path, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        using TraceScope? trace = _services.Traces.Begin(TracePurpose.Download, [job]);
        VideoOutput output = job.Outputs[index];
        if (output.Uri is null)
        {
            throw new VideoGenException(VideoErrors.LinkExpired, $"{job.Provider} gave no link for {job.ShortId}.") { Job = job };
        }

        if (!_options.Force && File.Exists(path) && await IsSameAsync(path, output, cancellationToken).ConfigureAwait(false))
        {
            // Saved by a process that died before it could say so.
            await RememberAsync(job, index, new SavedFile(path, output.Bytes!.Value, output.Sha256!, output.MediaType)).ConfigureAwait(false);
            return;
        }

        IProgress<DownloadProgress>? bytes = progress is null ? null : new ByteProgress(job, progress);
        SavedFile saved;
        try
        {
            saved = await _downloader.DownloadAsync(SourceOf(job, index), path, _options.Force, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.LinkExpired)
        {
            if (await RenewAsync(job, index, e, cancellationToken).ConfigureAwait(false) is not { } renewed)
            {
                throw;
            }

            saved = await _downloader.DownloadAsync(SourceOf(renewed, index), path, _options.Force, bytes, cancellationToken).ConfigureAwait(false);
        }

        await RememberAsync(job, index, saved).ConfigureAwait(false);
    }

    private DownloadSource SourceOf(VideoJob job, int index)
    {
        VideoOutput output = job.Outputs[index];
        IVideoProvider provider = _services.Providers.Get(job.Provider);
        string? folder = provider.Descriptor.OutputFolder;
        if (output.Uri is { IsFile: false, IsLoopback: true } && provider.Descriptor.Endpoint is not null && !_services.Providers.EndpointOf(provider.Descriptor).IsLoopback)
        {
            throw new VideoGenException(VideoErrors.InsecureEndpoint, $"{job.Provider} is elsewhere, and its link leads to this machine ({output.Uri.ForDisplay()}); that is refused.") { Job = job };
        }

        return new DownloadSource(output.Uri!, $"{job.Key}/{index}")
        {
            Length = output.Bytes,
            Sha256 = output.Sha256,
            MediaType = output.MediaType,
            Credential = (provider as IKeyedDownload)?.DownloadCredential,
            LocalRoot = folder is null ? null : Path.Combine(_services.Options.Home, folder),
        };
    }

    /// <summary>
    /// Asks the service for a link once more. Null when it has no other one: a job that was never saved has expired then; where
    /// the service could not be asked, nobody knows yet.
    /// </summary>
    /// <param name="refusal">What the link was answered with.</param>
    private async Task<VideoJob?> RenewAsync(VideoJob job, int index, VideoGenException refusal, CancellationToken cancellationToken)
    {
        JobReading reading = await _reader.ReadInTurnAsync(_services.Providers.Get(job.Provider), job, cancellationToken).ConfigureAwait(false);
        if (reading.Error is null && index < reading.Job.Outputs.Count && reading.Job.Outputs[index].Uri is { } link && link != job.Outputs[index].Uri)
        {
            return reading.Job;
        }

        if (reading.Error is null ? IsDead(job, refusal) : reading.Error.Kind == VideoErrors.NotFoundAtService)
        {
            _ = await MarkExpiredAsync(job).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>
    /// A storage may not have the clip yet, and a proxy may have something against the storage: as long as the link should live, neither
    /// makes a clip that was paid for one that has expired.
    /// </summary>
    private bool IsDead(VideoJob job, VideoGenException refusal)
    {
        DateTimeOffset now = _services.Time.GetUtcNow();
        return refusal.HttpStatus is null or HttpStatusCode.Gone
            || (job.ExpiresAt is { } end ? end <= now : (job.CompletedAt ?? job.CreatedAt) <= now - Doubt);
    }

    private async Task WriteManifestsAsync(string key, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (await _services.Journal.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            foreach (SavedOutput saved in entry.Saved.Where(saved => paths.Contains(saved.Path)))
            {
                await ClipManifest.WriteAsync(entry, saved, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A job whose link died before it was saved has expired; a saved one stays what it is.</summary>
    private Task<JournalEntry?> MarkExpiredAsync(VideoJob job) => _services.Journal.UpdateAsync(
        job.Key,
        entry => entry.Saved.Count == 0 && entry.Job.Status == VideoStatus.Completed ? entry with { Job = entry.Job with { Status = VideoStatus.Expired } } : entry,
        durable: true,
        CancellationToken.None);

    private Task<JournalEntry?> RememberAsync(VideoJob job, int index, SavedFile file)
    {
        var saved = new SavedOutput(index, file.Path, file.Bytes, file.Sha256, new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path)));
        return _services.Journal.UpdateAsync(
            job.Key,
            entry => entry with
            {
                Saved = [.. entry.Saved.Where(other => other.Path != saved.Path), saved],
                Job = entry.Job with { File = entry.Job.File ?? saved.Path },
            },
            durable: true,
            CancellationToken.None);
    }

    private static bool IsSaved(JournalEntry? entry, int index, string path)
    {
        var file = new FileInfo(path);
        return file.Exists && entry?.Saved.Any(saved =>
            saved.Index == index && saved.Path == path && saved.Bytes == file.Length && saved.ModifiedAt == new DateTimeOffset(file.LastWriteTimeUtc)) == true;
    }

    private static async Task<bool> IsSameAsync(string path, VideoOutput output, CancellationToken cancellationToken)
    {
        if (output.Sha256 is null || new FileInfo(path).Length != output.Bytes)
        {
            return false;
        }

        using FileStream content = ImageOpener.OpenFile(path);
        return ImageHasher.Hex(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false)) == output.Sha256;
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

    private sealed class ByteProgress(VideoJob job, IProgress<JobUpdate> progress) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress.Report(new JobUpdate(job, value.BytesDone, value.BytesTotal));
    }
}
