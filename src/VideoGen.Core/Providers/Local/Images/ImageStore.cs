using System.Collections.Concurrent;
namespace VideoGen.Providers.Local;

/// <summary>Copies the images of a submission beside its order and makes sure that they can be rendered.</summary>
internal sealed class ImageStore(FFmpegTool tool)
{
    // By content: the rows of a batch often share their images.
    private static readonly ConcurrentDictionary<string, bool> Decodable = new();

    /// <summary>Copies one image.</summary>
    /// <param name="path">Where to.</param>
    /// <exception cref="VideoGenException"><c>UnreadableImage</c>, <c>UnsupportedValue</c>, or whatever opening the image throws.</exception>
    public async Task<StoredImage> StoreAsync(ImageContent image, string path, CancellationToken cancellationToken)
    {
        string name = DisplayText.OneLine(image.FileName ?? image.Reference ?? "the image given as data", 120);
        if (image.Reference is not null)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"Local takes the bytes of an image, and {name} is a reference only.");
        }

        await CopyAsync(image, path, name, cancellationToken).ConfigureAwait(false);
        try
        {
            StoredImage stored = await StoredImage.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            if (stored.Header.IsAnimated)
            {
                byte[] still = WebPFirstFrame.Extract(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
                await File.WriteAllBytesAsync(path, still, cancellationToken).ConfigureAwait(false);
                stored = await StoredImage.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            }

            await DecodeAsync(stored, cancellationToken).ConfigureAwait(false);
            return stored;
        }
        catch (InvalidDataException e)
        {
            throw new VideoGenException(VideoErrors.UnreadableImage, $"{name} cannot be read: {e.Message}.", e);
        }
    }

    private static async Task CopyAsync(ImageContent image, string path, string name, CancellationToken cancellationToken)
    {
        Stream source = await OpenAsync(image, name, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using (target.ConfigureAwait(false))
            {
                byte[] buffer = new byte[128 * 1024];
                int count;
                while ((count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (target.Length + count > LocalLimits.MaximumImageBytes)
                    {
                        throw new VideoGenException(VideoErrors.UnreadableImage, $"{name} has more than {DisplayText.Size(LocalLimits.MaximumImageBytes)}, which is more than Local reads.");
                    }

                    await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                }

                target.Flush(flushToDisk: true);
            }
        }
    }

    private static async Task<Stream> OpenAsync(ImageContent image, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await image.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VideoGenException(VideoErrors.ImageNotFound, $"{name} is gone.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.UnreadableImage, $"{name} cannot be opened: {DisplayText.OneLine(e.Message, 200)}", e);
        }
    }

    // A header can be whole where the picture is not; a row should fail now rather than in the middle of a batch.
    private async Task DecodeAsync(StoredImage image, CancellationToken cancellationToken)
    {
        string hash;
        FileStream file = ImageFile.Open(image.Path);
        await using (file.ConfigureAwait(false))
        {
            hash = await ImageFile.HashAsync(file, cancellationToken).ConfigureAwait(false);
        }

        if (Decodable.ContainsKey(hash))
        {
            return;
        }

        string[] arguments =
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-xerror", "-err_detect", "explode",
            .. image.InputArguments(Path.GetFileName(image.Path)), "-frames:v", "1", "-f", "null", "-",
        ];
        FFmpegOutcome outcome = await FFmpegProcess.RunAsync(
            tool.Path, arguments, Path.GetDirectoryName(image.Path)!, null, _ => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidDataException($"it is damaged ({FFmpegMessage.Telling(outcome.Errors)})");
        }

        _ = Decodable.TryAdd(hash, true);
    }
}
