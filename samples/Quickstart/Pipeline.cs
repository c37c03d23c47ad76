using VideoGen;
using VideoGen.Client;

namespace Quickstart;

/// <summary>
/// <c>Import-Csv … | New-VideoJob | Wait-VideoJob | Save-VideoJob</c> without PowerShell: a job is waited for as soon as it is
/// submitted and saved as soon as it has ended. A row that fails says why, and the others go on.
/// </summary>
internal sealed class Pipeline(VideoClient client, Arguments arguments, TextWriter output, TextWriter messages)
{
    private readonly WaitRun _wait = client.OpenWait(new WaitOptions(), new Random(Environment.ProcessId));
    private readonly SaveRun _save = client.OpenSave(new SaveOptions { Destination = arguments.Destination, BaseFolder = arguments.Destination });
    private readonly List<Task> _saving = [];
    private readonly Lock _lock = new();
    private bool _failed;

    /// <returns>True when every row has its clip.</returns>
    public async Task<bool> RunAsync(IEnumerable<IReadOnlyDictionary<string, string>> rows, CancellationToken cancellationToken)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = arguments.Batch }, cancellationToken);
        Task waiting = _wait.RunAsync(reading => TakeEnded(reading, cancellationToken), progress: null, cancellationToken);
        await Task.WhenAll(rows.Select(row => SubmitAsync(run, row, cancellationToken)));
        _wait.Complete();
        await waiting;
        await Task.WhenAll(_saving);
        return !_failed;
    }

    private async Task SubmitAsync(SubmissionRun run, IReadOnlyDictionary<string, string> row, CancellationToken cancellationToken)
    {
        try
        {
            VideoRequest request = Shot.Read(row);
            bool defaulted = request.Provider is null;
            request = request with { Provider = run.ChooseProvider(request.Provider).Name };
            ValidatedRequest validated = run.Validate(request);
            Say(validated.Warnings);
            await run.SubmitAsync(run.Take(request, validated.Request, defaulted), TakeSubmitted, cancellationToken);
        }
        catch (VideoGenException error)
        {
            Fail(error, row.GetValueOrDefault("Name"));
        }
    }

    private void TakeSubmitted(SubmitResult result)
    {
        Say(result.Warnings);
        if (result.Error is { } error)
        {
            Fail(error, result.Job?.Name);
        }

        if (result.Job is { } job)
        {
            Say([$"{job.Name ?? job.ShortId}: {(result.IsNew ? "submitted" : "submitted before")}"]);
            _wait.Add(job);
        }
    }

    private void TakeEnded(JobReading reading, CancellationToken cancellationToken)
    {
        if (reading.Error is { } error)
        {
            Fail(error, reading.Job.Name);
            return;
        }

        lock (_lock)
        {
            _saving.Add(Task.Run(() => SaveAsync(reading.Job, cancellationToken), CancellationToken.None));
        }
    }

    private async Task SaveAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            foreach (FileInfo file in await _save.SaveAsync(job, _save.PlanPaths(job), progress: null, cancellationToken))
            {
                lock (_lock)
                {
                    output.WriteLine(file.FullName);
                }
            }
        }
        catch (VideoGenException error)
        {
            Fail(error, job.Name);
        }
    }

    private void Say(IEnumerable<string> lines)
    {
        lock (_lock)
        {
            foreach (string line in lines)
            {
                messages.WriteLine(line);
            }
        }
    }

    private void Fail(VideoGenException error, string? name)
    {
        Say([$"{name ?? "a row"}: {error.Message} ({error.ErrorId})", $"  {error.Remedy}"]);
        _failed = true;
    }
}
