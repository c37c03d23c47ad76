using System.Collections.Concurrent;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Services;

/// <summary>
/// A whole client with a home of its own, led to an emulator by the variables that the emulator names. Both run on one clock, which
/// the test moves: no time passes while a request is under way.
/// </summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly TemporaryHome _home = new();

    /// <param name="more">Variables beside the emulator's, or in their place.</param>
    public ServiceClient(Emulator emulator, ManualTimeProvider time, params (string Name, string Value)[] more)
    {
        Time = time;
        Dictionary<string, string> environment = emulator.Environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        Array.ForEach(more, variable => environment[variable.Name] = variable.Value);
        Client = new VideoClient(new VideoClientOptions
        {
            Home = _home.At("home"),
            Time = time,
            ReadEnvironment = environment.GetValueOrDefault,

            // A pause before a resend would wait for the clock.
            Http = new HttpPipelineOptions { Retry = new RetryPolicy { BudgetSize = 0, BudgetRefill = TimeSpan.FromDays(1) } },
        });
    }

    public ManualTimeProvider Time { get; }

    public VideoClient Client { get; }

    public string At(string name) => _home.At(name);

    /// <summary>Submits rows as one command does, one after the other.</summary>
    public async Task<SubmitResult[]> SubmitAsync(SubmitOptions options, params VideoRequest[] rows)
    {
        SubmissionRun run = await Client.OpenSubmissionAsync(options, CancellationToken.None);
        var results = new ConcurrentQueue<SubmitResult>();
        foreach (VideoRequest row in rows)
        {
            await run.Submit(row, run.Validate(row).Request, defaulted: false, results.Enqueue)(CancellationToken.None).WaitAsync(ClientFixture.Patience);
        }

        return [.. results];
    }

    public async Task<VideoJob> SubmitOneAsync(VideoRequest row)
    {
        SubmitResult result = Assert.Single(await SubmitAsync(new SubmitOptions(), row));
        return result.Error is null ? result.Job! : throw result.Error;
    }

    public async Task<SubmitResult> TrySubmitAsync(VideoRequest row) => Assert.Single(await SubmitAsync(new SubmitOptions(), row));

    /// <summary>Waits for jobs to end, moving the clock by <paramref name="pause"/> whenever the wait pauses for as long.</summary>
    public async Task<JobReading[]> WaitAsync(TimeSpan pause, params VideoJob[] jobs)
    {
        var told = new ConcurrentQueue<JobReading>();
        WaitRun run = Client.OpenWait(new WaitOptions(), new Random(1));
        Array.ForEach(jobs, run.Add);
        run.Complete();
        await RunAsync(run.RunAsync(told.Enqueue, null, CancellationToken.None), pause);
        return [.. told];
    }

    /// <summary>Runs something that pauses, moving the clock by <paramref name="pause"/> whenever it does so for as long.</summary>
    public async Task RunAsync(Task work, TimeSpan pause)
    {
        while (await Task.WhenAny(work, Time.WaitForTimerAsync(pause)) != work)
        {
            Time.Advance(pause);
        }

        await work.WaitAsync(ClientFixture.Patience);
    }

    public async Task<FileInfo> SaveAsync(VideoJob job)
    {
        SaveRun run = Client.OpenSave(new SaveOptions { Destination = "clips", BaseFolder = _home.Path });
        return Assert.Single(await run.SaveAsync(job, run.PlanPaths(job), null, CancellationToken.None).WaitAsync(ClientFixture.Patience));
    }

    /// <summary>The text of every file that was written, and its name.</summary>
    public string AllText() => string.Join('\n', Directory.EnumerateFiles(_home.Path, "*", SearchOption.AllDirectories).Select(file => $"{file}\n{File.ReadAllText(file)}"));

    public void Dispose()
    {
        Client.Dispose();
        _home.Dispose();
    }
}
