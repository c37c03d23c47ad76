using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace VideoGen.Providers.Local;

/// <summary>Renders clips with FFmpeg.</summary>
internal sealed class ClipRenderer(LocalFolder folder, FFmpegLocator locator, TimeProvider time) : IClipRenderer
{
    public async Task<RenderResult> RenderAsync(LocalOrder order, int filterThreads, Func<RenderProgress, Task> report, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        try
        {
            VideoOutput output = await RenderClipAsync(order, filterThreads, report, cancellationToken).ConfigureAwait(false);
            return new RenderResult { Status = VideoStatus.Completed, StartedAt = startedAt, CompletedAt = time.GetUtcNow(), Output = output };
        }
        catch (VideoGenException e)
        {
            return Failed(e.ErrorId, $"{e.Message} {e.Remedy}");
        }
        catch (InvalidDataException e)
        {
            return Failed(VideoErrors.UnreadableImage.Id, $"An image of the order cannot be read: {e.Message}.");
        }
        catch (IOException e) when (LocalDisk.IsFull(e))
        {
            return Failed(VideoErrors.DiskFull.Id, $"The disk of {folder.Root} is full. Free some space and submit the clip again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return Failed(VideoErrors.RenderFailed.Id, DisplayText.OneLine(e.Message, 300));
        }

        RenderResult Failed(string code, string message) =>
            new() { Status = VideoStatus.Failed, StartedAt = startedAt, CompletedAt = time.GetUtcNow(), Error = new JobError(code, message) };
    }

    private async Task<VideoOutput> RenderClipAsync(LocalOrder order, int filterThreads, Func<RenderProgress, Task> report, CancellationToken cancellationToken)
    {
        FFmpegTool tool = await locator.FindAsync(cancellationToken).ConfigureAwait(false);
        var images = new List<StoredImage>();
        for (int i = 0; i < order.Images; i++)
        {
            images.Add(await StoredImage.OpenAsync(Path.Combine(folder.PathOf(order.Id), StoredImage.NameOf(i)), cancellationToken).ConfigureAwait(false));
        }

        using var workspace = RenderWorkspace.Create(folder.PathOf(order.Id));
        TitleCard? title = images.Count == 0 ? await TitleCard.WriteAsync(order, tool, workspace.Folder, cancellationToken).ConfigureAwait(false) : null;
        var progress = new FFmpegProgress(Encoder.Frames(order), report);
        FFmpegOutcome outcome = await FFmpegProcess.RunAsync(
            tool.Path, ClipCommand.For(order, images, title, filterThreads), workspace.Folder, progress.BeginAsync, progress.ReadAsync, cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw FFmpegMessage.IsDiskFull(outcome.Errors)
                ? new VideoGenException(VideoErrors.DiskFull, $"The disk of {folder.Root} is full.") { Remedy = "Free some space and submit the clip again." }
                : new VideoGenException(VideoErrors.RenderFailed, $"FFmpeg ended with {outcome.ExitCode}: {FFmpegMessage.Telling(outcome.Errors)}.") { Remedy = $"Its log is {folder.LogFile}." };
        }

        return await FinishAsync(order, workspace, cancellationToken).ConfigureAwait(false);
    }

    private async Task<VideoOutput> FinishAsync(LocalOrder order, RenderWorkspace workspace, CancellationToken cancellationToken)
    {
        string hash;
        long length;
        var clip = new FileStream(workspace.Clip, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await using (clip.ConfigureAwait(false))
        {
            // On disk before its result is: a clip that is reported is there after a power cut.
            clip.Flush(flushToDisk: true);
            length = clip.Length;
            hash = Convert.ToHexString(await SHA256.HashDataAsync(clip, cancellationToken).ConfigureAwait(false)).ToLowerInvariant();
        }

        string path = folder.ClipOf(order.Id);
        File.Move(workspace.Clip, path, overwrite: true);
        return new VideoOutput
        {
            Uri = new Uri(path),
            MediaType = "video/mp4",
            Bytes = length,
            Sha256 = hash,
            Width = order.Width,
            Height = order.Height,
            Seconds = order.Seconds,
        };
    }
}
