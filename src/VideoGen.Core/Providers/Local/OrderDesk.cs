using VideoGen.Journal;

namespace VideoGen.Providers.Local;

/// <summary>Takes submissions: checks them, and puts what is to be rendered into the folder in one step.</summary>
internal sealed class OrderDesk(LocalFolder folder, FFmpegTool tool, TimeProvider time)
{
    /// <summary>Returns when the order is on disk, this one or an earlier one with the same id.</summary>
    /// <exception cref="VideoGenException">Nothing was made: <c>UnreadableImage</c>, <c>UnsupportedValue</c>, <c>MissingValue</c>, <c>DiskFull</c>.</exception>
    public async Task TakeAsync(string id, Submission submission, CancellationToken cancellationToken)
    {
        VideoRequest request = submission.Request;
        if (submission.Image is null && string.IsNullOrWhiteSpace(request.Prompt))
        {
            throw new VideoGenException(VideoErrors.MissingValue, "Local needs an image or a prompt: there is nothing to show.");
        }

        HomeFolder.Create(folder.Root);
        LocalDisk.Require(folder.Root, 0);
        string staged = folder.Stage();
        try
        {
            LocalOrder order = await WriteAsync(id, submission, staged, cancellationToken).ConfigureAwait(false);
            _ = await folder.PublishAsync(staged, order, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(staged))
            {
                Directory.Delete(staged, recursive: true);
            }
        }
    }

    private async Task<LocalOrder> WriteAsync(string id, Submission submission, string staged, CancellationToken cancellationToken)
    {
        var store = new ImageStore(tool);
        var images = new List<StoredImage>();
        ImageContent?[] given = [submission.Image, submission.LastImage];
        foreach (ImageContent image in given.OfType<ImageContent>())
        {
            images.Add(await store.StoreAsync(image, Path.Combine(staged, StoredImage.NameOf(images.Count)), cancellationToken).ConfigureAwait(false));
        }

        VideoRequest request = submission.Request;
        int seconds = request.Duration ?? 4;
        var size = FrameSize.For(request, images.FirstOrDefault()?.Header);
        var order = new LocalOrder
        {
            Id = id,
            SubmittedAt = time.GetUtcNow(),
            Model = request.Model,
            Prompt = request.Prompt,
            Seconds = seconds,
            Width = size.Width,
            Height = size.Height,
            Seed = request.Seed,
            Audio = request.Audio ?? AudioMode.Default,
            Images = images.Count,
        };
        if (!order.IsValid)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"Local makes clips of {LocalLimits.MinimumSeconds} to {LocalLimits.MaximumSeconds} s; {seconds} s at {size} is not one of them.");
        }

        LocalDisk.Require(folder.Root, LocalDisk.NeedOf(size, seconds));
        return order;
    }
}
