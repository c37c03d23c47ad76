using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Bench.Batch;

/// <summary>The bound: the same requests in a loop that remembers, checks and flushes nothing; or nothing but what a rerun has to know.</summary>
internal static class BareBatch
{
    /// <summary>The program <c>batch-bare</c>.</summary>
    public static Task<int> RunAsync(string[] arguments) => RunAsync(BatchWork.Of(arguments), null);

    /// <summary>The program <c>batch-careful</c>: each row is in a log on the disk before it is sent, each id when it has come, and each file before it counts.</summary>
    public static async Task<int> RunCarefullyAsync(string[] arguments)
    {
        var work = BatchWork.Of(arguments);
        using var log = new FlushedLog(Path.Combine(work.Home, "log.txt"));
        return await RunAsync(work, log);
    }

    private static async Task<int> RunAsync(BatchWork work, FlushedLog? log)
    {
#pragma warning disable RS0030 // what the pipeline costs is what is measured
        using var http = new HttpClient();
#pragma warning restore RS0030
        using var turn = new SemaphoreSlim(BatchWork.AtOnce);
        await MakeAllAsync(work.WarmUp);
        await Task.Delay(BatchWork.Pause, TimeProvider.System);
        await TakeLoadAsync(work);
        using var measured = Measured.Begin();
        await MakeAllAsync(work);
        Console.WriteLine(measured.End());
        return 0;

        Task MakeAllAsync(BatchWork part) => Task.WhenAll(Enumerable.Range(0, part.Rows).Select(row => MakeAsync(http, turn, part, row, log)));
    }

    /// <summary>What the service was asked since this was called last.</summary>
    public static async Task<LoadReport> TakeLoadAsync(BatchWork work)
    {
#pragma warning disable RS0030 // a question to the bench's own server
        using var http = new HttpClient();
#pragma warning restore RS0030
        using HttpResponseMessage answer = await http.PostAsync(work.Load, null);
        return (await answer.Content.ReadFromJsonAsync<LoadReport>())!;
    }

    private static async Task MakeAsync(HttpClient http, SemaphoreSlim turn, BatchWork work, int row, FlushedLog? log)
    {
        (string id, _, _) = await InTurnAsync(turn, async () =>
        {
            log?.Add($"{row} is sent");
            (string, string, TimeSpan) answer = await AskAsync(http, () => http.PostAsJsonAsync($"{work.Address}/videos", new { prompt = BatchWork.Prompt(row), model = "any" }));
            log?.Add($"{row} is {answer.Item1}");
            return answer;
        });
        while (await InTurnAsync(turn, () => AskAsync(http, () => http.GetAsync($"{work.Address}/videos/{id}"))) is (_, not "completed", var pause))
        {
            await Task.Delay(pause, TimeProvider.System);
        }

        _ = await InTurnAsync(turn, async () =>
        {
            await using Stream content = await http.GetStreamAsync($"{work.Address}/videos/{id}/content");
            await using FileStream file = File.Create(Path.Combine(work.Folder, string.Create(CultureInfo.InvariantCulture, $"shot-{row}.mp4")));
            await content.CopyToAsync(file);
            if (log is not null)
            {
                file.Flush(flushToDisk: true);
                log.Add($"{row} is saved");
            }

            return true;
        });
    }

    private static async Task<(string Id, string Status, TimeSpan Pause)> AskAsync(HttpClient http, Func<Task<HttpResponseMessage>> ask)
    {
        using HttpResponseMessage answer = (await ask()).EnsureSuccessStatusCode();
        using JsonDocument job = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        int pause = answer.Headers.TryGetValues("openai-poll-after-ms", out IEnumerable<string>? told) ? int.Parse(told.First(), CultureInfo.InvariantCulture) : 0;
        return (job.RootElement.GetProperty("id").GetString()!, job.RootElement.GetProperty("status").GetString()!, TimeSpan.FromMilliseconds(pause));
    }

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<Task<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _ = turn.Release();
        }
    }
}
