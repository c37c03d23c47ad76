using System.Globalization;
using VideoGen.Client;

namespace VideoGen.Bench.Batch;

/// <summary>The batch as a program does it that uses VideoGen's core: submitted, waited for and saved at the same time.</summary>
internal static class VideoClientBatch
{
    /// <summary>The program <c>batch-client</c>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var work = BatchWork.Of(arguments);
        var environment = new Dictionary<string, string> { ["VIDEOGEN_OPENAI_URI"] = work.Address.AbsoluteUri, ["VIDEOGEN_TRACE"] = Environment.GetEnvironmentVariable("VIDEOGEN_TRACE") ?? "" };
        using var client = new VideoClient(new VideoClientOptions { Home = work.Home, ReadEnvironment = environment.GetValueOrDefault });
        await RunAsync(client, work.WarmUp, "warm-up");
        await Task.Delay(BatchWork.Pause, TimeProvider.System);
        await BareBatch.TakeLoadAsync(work);
        using var measured = Measured.Begin();
        await RunAsync(client, work, "bench");
        Console.WriteLine(measured.End());
        return 0;
    }

    private static async Task RunAsync(VideoClient client, BatchWork work, string batch)
    {
        SubmissionRun submission = await client.OpenSubmissionAsync(new SubmitOptions { Batch = batch, ThrottleLimit = BatchWork.AtOnce }, default);
        WaitRun wait = client.OpenWait(new WaitOptions(), new Random(1));
        SaveRun save = client.OpenSave(new SaveOptions { Destination = work.Folder, BaseFolder = work.Folder, ThrottleLimit = BatchWork.AtOnce });
        var saves = new List<Task>();
        Task waiting = wait.RunAsync(
            reading =>
            {
                VideoJob job = reading.Error is null ? reading.Job : throw reading.Error;
                saves.Add(Task.Run(() => save.SaveAsync(job, save.PlanPaths(job), null, default)));
            },
            null,
            default);
        await Parallel.ForEachAsync(Enumerable.Range(0, work.Rows).Select(Take), new ParallelOptions { MaxDegreeOfParallelism = BatchWork.AtOnce }, async (row, cancellationToken) =>
            await submission.SubmitAsync(row, result => wait.Add(result.Error is null ? result.Job! : throw result.Error), cancellationToken));
        wait.Complete();
        await waiting;
        await Task.WhenAll(saves);

        TakenRow Take(int row)
        {
            var request = new VideoRequest { Provider = "OpenAI", Prompt = BatchWork.Prompt(row), Name = string.Create(CultureInfo.InvariantCulture, $"shot-{row}") };
            return submission.Take(request, submission.Validate(request).Request, defaulted: false);
        }
    }
}
