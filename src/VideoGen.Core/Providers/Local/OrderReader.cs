using System.Text.Json;

namespace VideoGen.Providers.Local;

/// <summary>Tells from the files of an order how it stands.</summary>
internal sealed class OrderReader(LocalFolder folder)
{
    /// <param name="supervised">A supervisor is at work; without one, what looks like running waits to be begun again.</param>
    /// <returns>Null when there is no such order.</returns>
    public async Task<JobSnapshot?> ReadAsync(string id, bool supervised, CancellationToken cancellationToken)
    {
        LocalOrder? order;
        RenderResult? result;
        try
        {
            order = await folder.ReadOrderAsync(id, cancellationToken).ConfigureAwait(false);
            result = await folder.ReadResultAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            return new JobSnapshot
            {
                Id = id,
                Status = VideoStatus.Failed,
                Error = new JobError(VideoErrors.DamagedEntry.Id, $"The order in {folder.PathOf(id)} is damaged: {DisplayText.OneLine(e.Message, 200)}"),
            };
        }

        if (order is null)
        {
            return null;
        }

        var snapshot = new JobSnapshot
        {
            Id = id,
            Status = VideoStatus.Queued,
            Model = order.Model,
            Prompt = order.Prompt,
            Duration = order.Seconds,
            CreatedAt = order.SubmittedAt,
        };
        if (result is not null)
        {
            return Ended(snapshot, result, folder.ClipOf(id));
        }

        RenderProgress? progress = supervised ? await folder.ReadProgressAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return progress is null ? snapshot : snapshot with { Status = VideoStatus.Running, Progress = progress.Percent, StartedAt = progress.StartedAt };
    }

    private static JobSnapshot Ended(JobSnapshot snapshot, RenderResult result, string clip) => snapshot with
    {
        Status = result.Status,
        Progress = result.Status == VideoStatus.Completed ? 100 : null,
        StartedAt = result.StartedAt,
        CompletedAt = result.CompletedAt,
        Error = result.Error,

        // The place is ours to say, not the file's: the home may have been moved since.
        Outputs = result.Output is { } output ? new VideoOutputs([output with { Uri = new Uri(clip) }]) : null,
    };
}
