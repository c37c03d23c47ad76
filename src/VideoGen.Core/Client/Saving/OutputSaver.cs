using System.Globalization;
using System.Net;
using VideoGen.Http;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Saves the outputs of one job, with a fresh link where one has died, and remembers each as soon as it is whole.</summary>
internal sealed class OutputSaver(ClientServices services, JobReader reader, Downloader downloader, bool force, VideoJob job)
{
    /// <summary>How long a link is taken to live where nobody says.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromHours(24);

    // With the links that the service gave last.
    private VideoJob _job = job;

    private readonly DateTimeOffset _linksDie = job.ExpiresAt ?? (Later(job.CompletedAt ?? job.CreatedAt));

    /// <exception cref="DeadOutputException">The link is dead, and the service has no other one.</exception>
    /// <exception cref="VideoGenException">What <see cref="Downloader"/> throws.</exception>
    public async Task SaveAsync(int index, string path, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        VideoOutput output = OutputOf(index);
        if (!force && File.Exists(path) && await IsSameAsync(path, output, cancellationToken).ConfigureAwait(false))
        {
            // Saved by a process that died before it could say so.
            await RememberAsync(index, new SavedFile(path, output.Bytes!.Value, output.Sha256!, output.MediaType)).ConfigureAwait(false);
            return;
        }

        IProgress<DownloadProgress>? bytes = progress is null ? null : new ByteProgress(_job, index, progress);
        try
        {
            await DownloadAsync(index, path, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.LinkExpired)
        {
            if (!await TryRenewAsync(index, e, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            await DownloadAsync(index, path, bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<SavedFile> DownloadAsync(int index, string path, IProgress<DownloadProgress>? bytes, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(SourceOf(index), path, force, bytes, saved => RememberAsync(index, saved), cancellationToken);

    /// <summary>See <see cref="DownloadSource.Identity"/>.</summary>
    public static string IdentityOf(VideoJob job, int index) => string.Create(CultureInfo.InvariantCulture, $"{job.Key}/{index}");

    private VideoOutput OutputOf(int index) => index < _job.Outputs.Count && _job.Outputs[index] is { Uri: not null } output
        ? output
        : throw new VideoGenException(VideoErrors.LinkExpired, $"{_job.Provider} gave no link for {_job.ShortId}.") { Job = _job };

    private DownloadSource SourceOf(int index)
    {
        VideoOutput output = OutputOf(index);
        IVideoProvider provider = services.Providers.Get(_job.Provider);
        string? folder = provider.Descriptor.OutputFolder;
        if (output.Uri is { IsFile: false, IsLoopback: true } && provider.Descriptor.Endpoint is not null && !services.Providers.EndpointOf(provider.Descriptor).IsLoopback)
        {
            throw new VideoGenException(VideoErrors.InsecureEndpoint, $"{_job.Provider} is elsewhere, and its link leads to this machine ({output.Uri.ForDisplay()}); that is refused.") { Job = _job };
        }

        return new DownloadSource(output.Uri!, IdentityOf(_job, index))
        {
            Length = output.Bytes,
            Sha256 = output.Sha256,
            MediaType = output.MediaType,
            Credential = (provider as IKeyedDownload)?.DownloadCredential,
            LocalRoot = folder is null ? null : Path.Combine(services.Options.Home, folder),
        };
    }

    /// <summary>Asks the service for a link once more. False where nobody knows whether it has another one.</summary>
    /// <param name="refusal">What the link was answered with.</param>
    /// <exception cref="DeadOutputException">It has none.</exception>
    private async Task<bool> TryRenewAsync(int index, VideoGenException refusal, CancellationToken cancellationToken)
    {
        Uri? dead = _job.Outputs[index].Uri;
        JobReading reading = await reader.ReadInTurnAsync(services.Providers.Get(_job.Provider), _job, cancellationToken).ConfigureAwait(false);
        if (reading.Error is null)
        {
            _job = reading.Job;
            if (index < _job.Outputs.Count && _job.Outputs[index].Uri is { } link && link != dead)
            {
                return true;
            }
        }

        bool hasNoOther = reading.Error is null || reading.Error.Kind == VideoErrors.NotFoundAtService;
        return hasNoOther && IsDead(refusal) ? throw new DeadOutputException(refusal) : false;
    }

    /// <summary>
    /// A storage may not have the clip yet, a proxy may have something against the storage, and a page of one that is asked for the job may
    /// look as if the service did not know it: as long as the link should live, none of them makes a clip that was paid for one that has expired.
    /// </summary>
    private bool IsDead(VideoGenException refusal) => refusal.HttpStatus is null or HttpStatusCode.Gone || _linksDie <= services.Time.GetUtcNow();

    private Task<JournalEntry?> RememberAsync(int index, SavedFile file)
    {
        var saved = new SavedOutput(index, file.Path, file.Bytes, file.Sha256, new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path)));
        return services.Journal.UpdateAsync(
            _job.Key,
            entry => entry with
            {
                Saved = [.. entry.Saved.Where(other => other.Path != saved.Path), saved],
                Job = entry.Job with { File = entry.Job.File ?? saved.Path },
            },
            durable: true,
            CancellationToken.None);
    }

    private static DateTimeOffset Later(DateTimeOffset moment) => moment < DateTimeOffset.MaxValue - Doubt ? moment + Doubt : DateTimeOffset.MaxValue;

    private static async Task<bool> IsSameAsync(string path, VideoOutput output, CancellationToken cancellationToken)
    {
        if (output.Sha256 is null || new FileInfo(path).Length != output.Bytes)
        {
            return false;
        }

        try
        {
            using FileStream content = ImageFile.Open(path);
            return await ImageFile.HashAsync(content, cancellationToken).ConfigureAwait(false) == output.Sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another session has just given it its name and still holds it; the download waits for that.
            return false;
        }
    }

    private sealed class ByteProgress(VideoJob job, int index, IProgress<JobUpdate> progress) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress.Report(new JobUpdate(job, value.BytesDone, value.BytesTotal, index));
    }
}

/// <summary>One output is gone for good.</summary>
internal sealed class DeadOutputException(VideoGenException reason) : Exception(reason.Message, reason)
{
    public VideoGenException Reason { get; } = reason;
}
