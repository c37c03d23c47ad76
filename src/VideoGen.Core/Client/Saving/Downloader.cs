using System.Security.Cryptography;
using VideoGen.Http;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Saves one output: into <c>name.part</c> beside the target, on from where an earlier run stopped, checked, then renamed. A
/// file under the target's name is whole. Safe for many downloads at once, in this process and others.
/// </summary>
public sealed class Downloader(HttpPipeline pipeline, DownloadOptions? options = null)
{
    private readonly DownloadOptions _options = options ?? new DownloadOptions();
    private readonly TimeProvider _time = pipeline.Time;

    /// <summary>As the other one, for who remembers nothing.</summary>
    public Task<SavedFile> DownloadAsync(DownloadSource source, string targetPath, bool overwrite, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken) =>
        DownloadAsync(source, targetPath, overwrite, progress, _ => Task.CompletedTask, cancellationToken);

    /// <param name="source">What to fetch.</param>
    /// <param name="targetPath">Full path of the file; its folder is made when it is missing.</param>
    /// <param name="overwrite">Replace a file that is there; it stays until the new one is whole.</param>
    /// <param name="progress">Called synchronously, from pool threads.</param>
    /// <param name="remember">
    /// Told the file when it has its name. What says beside the file whose it is goes only afterwards, so that a process that dies in
    /// between leaves no file that nobody knows.
    /// </param>
    /// <param name="cancellationToken">Cancelling keeps the part for the next run.</param>
    /// <exception cref="VideoGenException">
    /// <c>FileExists</c>, <c>LinkExpired</c>, <c>DownloadFailed</c>, <c>NotAVideo</c>, <c>DiskFull</c>, <c>DestinationNotWritable</c>,
    /// <c>InsecureEndpoint</c>, <c>RateLimited</c>; with a key at its own origin <c>Unauthorized</c> and <c>Forbidden</c>.
    /// </exception>
    public async Task<SavedFile> DownloadAsync(
        DownloadSource source, string targetPath, bool overwrite, IProgress<DownloadProgress>? progress, Func<SavedFile, Task> remember, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Path.IsPathFullyQualified(targetPath))
        {
            throw new ArgumentException("Not a full path.", nameof(targetPath));
        }

        try
        {
            string? unsaid = overwrite ? null : PartFile.UnsaidHash(targetPath, source.Identity);
            if (Directory.Exists(targetPath) || (!overwrite && unsaid is null && File.Exists(targetPath)))
            {
                throw SaveErrors.Exists(targetPath);
            }

            _ = Directory.CreateDirectory(Path.GetDirectoryName(targetPath)!);
            (PartFile part, bool othersFile) = await AcquireAsync(source, targetPath, cancellationToken).ConfigureAwait(false);
            await using (part.ConfigureAwait(false))
            {
                if ((othersFile || unsaid is not null) && await AdoptAsync(source, targetPath, unsaid, cancellationToken).ConfigureAwait(false) is { } adopted)
                {
                    await remember(adopted).ConfigureAwait(false);
                    return adopted;
                }

                if (!overwrite && File.Exists(targetPath))
                {
                    throw SaveErrors.Exists(targetPath);
                }

                SavedFile saved = await FetchAsync(source, part, targetPath, overwrite, new ProgressMeter(progress, part, _time, _options.ReportInterval), cancellationToken).ConfigureAwait(false);
                await remember(saved).ConfigureAwait(false);
                part.Forget();
                return saved;
            }
        }
        catch (Exception e) when (e is not VideoGenException && SaveErrors.From(e, targetPath) is not null)
        {
            throw SaveErrors.From(e, targetPath)!;
        }
    }

    /// <summary>Waits until no other download has the part. The flag says that another one of the same output ended meanwhile.</summary>
    private async Task<(PartFile Part, bool OthersFile)> AcquireAsync(DownloadSource source, string target, CancellationToken cancellationToken)
    {
        bool othersFile = false;
        PartFile? part;
        while ((part = PartFile.TryOpen(target, source.Identity, _options, _time)) is null)
        {
            if (PartState.TryRead(PartFile.StatePathOf(target)) is { } state)
            {
                othersFile = state.Identity == source.Identity;
            }

            await Task.Delay(_options.ContentionInterval, _time, cancellationToken).ConfigureAwait(false);
        }

        return (part, othersFile);
    }

    /// <summary>The file that another process has just finished, or that an earlier one finished as it died, if it is the one that is wanted.</summary>
    /// <param name="left">What the earlier one noted of it; null where it was there a moment ago.</param>
    private async Task<SavedFile?> AdoptAsync(DownloadSource source, string target, string? left, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
        {
            return null;
        }

        FileStream file = await OpenFinishedAsync(target, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            string hash = Convert.ToHexString(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)).ToLowerInvariant();
            bool fits = (left ?? hash) == hash && (source.Length is null || source.Length == file.Length) && (source.Sha256 is null || hash.Equals(source.Sha256, StringComparison.OrdinalIgnoreCase));
            file.Position = 0;
            return fits ? new SavedFile(target, file.Length, hash, VideoContainer.Inspect(file).MediaType ?? source.MediaType) : null;
        }
    }

    /// <summary>The other one lets go of the file only after it has renamed it.</summary>
    private async Task<FileStream> OpenFinishedAsync(string target, CancellationToken cancellationToken)
    {
        var readOnly = new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan };
        while (true)
        {
            try
            {
                return new FileStream(target, readOnly);
            }
            catch (IOException e) when (HeldFile.IsReasonOf(e))
            {
                await Task.Delay(_options.ContentionInterval, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<SavedFile> FetchAsync(DownloadSource source, PartFile part, string target, bool overwrite, ProgressMeter meter, CancellationToken cancellationToken)
    {
        try
        {
            await part.ResumeAsync(cancellationToken).ConfigureAwait(false);
            bool resumed = part.Length > 0;
            await TransferAsync(source, part, meter, cancellationToken).ConfigureAwait(false);
            if (resumed && Mismatch(source, part) is not null)
            {
                // What an earlier run left may be of another version; the whole file is asked for once before giving up.
                part.StartOver();
                await TransferAsync(source, part, meter, cancellationToken).ConfigureAwait(false);
            }

            if (Mismatch(source, part) is { } mismatch)
            {
                throw new WrongFileException(VideoErrors.DownloadFailed, $"{source.Uri.ForDisplay()} is not the file the service described: {mismatch}.");
            }

            ContainerVerdict verdict = part.Inspect(VideoContainer.Inspect);
            if (verdict.Problem is { } problem)
            {
                throw new WrongFileException(VideoErrors.NotAVideo, $"{source.Uri.ForDisplay()} is no whole video: {problem}.");
            }

            var saved = new SavedFile(target, part.Length, part.Sha256(), verdict.MediaType ?? source.MediaType);
            Rename(part, target, overwrite);
            meter.Finish();
            return saved;
        }
        catch (WrongFileException e)
        {
            part.Discard();
            throw e.Reason;
        }
    }

    private Task TransferAsync(DownloadSource source, PartFile part, ProgressMeter meter, CancellationToken cancellationToken) => source.Uri.IsFile
        ? LocalTransfer.RunAsync(source, part, _options.BufferSize, meter.Report, cancellationToken)
        : new HttpTransfer(pipeline, _options).RunAsync(source, part, meter.Report, cancellationToken);

    private static string? Mismatch(DownloadSource source, PartFile part)
    {
        if (source.Length is { } length && length != part.Length)
        {
            return $"it has {part.Length} bytes instead of {length}";
        }

        return source.Sha256 is { } hash && !hash.Equals(part.Sha256(), StringComparison.OrdinalIgnoreCase) ? "its SHA-256 is another one" : null;
    }

    private static void Rename(PartFile part, string target, bool overwrite)
    {
        try
        {
            part.MoveTo(target, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(target))
        {
            throw SaveErrors.Exists(target);
        }
    }
}
