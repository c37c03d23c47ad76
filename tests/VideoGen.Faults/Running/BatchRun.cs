using System.Collections.Concurrent;
using VideoGen.Client;

namespace VideoGen.Faults.Running;

/// <summary>One run of a batch as a user runs it: submit, wait, save, each row going on as soon as it can.</summary>
internal sealed class BatchRun(VideoClient client, string batch, string destination)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly WaitRun _wait = client.OpenWait(new WaitOptions { Timeout = LongestWait }, new Random(1));
    private readonly SaveRun _save = client.OpenSave(new SaveOptions { Destination = destination, BaseFolder = destination });
    private readonly ConcurrentQueue<RowEnd> _ends = new();
    private readonly ConcurrentQueue<Task> _saving = new();

    /// <summary>The name of the batch that the suite runs.</summary>
    public const string Name = "faults";

    /// <returns>One end a clip, by prompt.</returns>
    public async Task<IReadOnlyList<RowEnd>> RunAsync(IReadOnlyList<VideoRequest> rows, CancellationToken cancellationToken)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = batch }, cancellationToken);
        Task waiting = _wait.RunAsync(reading => TakeEnded(reading, cancellationToken), progress: null, cancellationToken);

        // Rows are taken in order, and worked on together.
        await Task.WhenAll(rows.Select(row => SubmitAsync(run, row, cancellationToken)).ToArray());
        _wait.Complete();
        await waiting;
        await Task.WhenAll(_saving);
        return [.. _ends.OrderBy(end => end.Summary, StringComparer.Ordinal)];
    }

    private async Task SubmitAsync(SubmissionRun run, VideoRequest row, CancellationToken cancellationToken)
    {
        try
        {
            TakenRow taken = run.Take(row, run.Validate(row).Request, defaulted: false);
            await run.SubmitAsync(taken, result => TakeSubmitted(row, result), cancellationToken);
        }
        catch (VideoGenException error)
        {
            _ends.Enqueue(new RowEnd(row.Prompt!, null, null, error));
        }
    }

    private void TakeSubmitted(VideoRequest row, SubmitResult result)
    {
        if (result.Error is null && result.Job is { } job)
        {
            _wait.Add(job);
        }
        else
        {
            _ends.Enqueue(new RowEnd(row.Prompt!, result.Job, null, result.Error));
        }
    }

    private void TakeEnded(JobReading reading, CancellationToken cancellationToken)
    {
        if (reading.Error is null && reading.Job.Status == VideoStatus.Completed)
        {
            _saving.Enqueue(Task.Run(() => SaveAsync(reading.Job, cancellationToken), CancellationToken.None));
        }
        else
        {
            _ends.Enqueue(new RowEnd(reading.Job.Prompt!, reading.Job, null, reading.Error));
        }
    }

    private async Task SaveAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<FileInfo> files = await _save.SaveAsync(job, _save.PlanPaths(job), progress: null, cancellationToken);
            _ends.Enqueue(new RowEnd(job.Prompt!, job, files[0].FullName, null));
        }
        catch (VideoGenException error)
        {
            _ends.Enqueue(new RowEnd(job.Prompt!, job, null, error));
        }
    }
}
