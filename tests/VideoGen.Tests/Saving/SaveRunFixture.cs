using VideoGen.Client;
using VideoGen.Emulators.Media;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Saving;

/// <summary>Completed jobs whose files a media server has, and a folder to save them in.</summary>
public sealed class SaveRunFixture : IAsyncLifetime
{
    private int _jobs;

    internal ClientFixture Client { get; } = new();

    internal MediaServer Server { get; } = new();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("videogen-save-run-").FullName;

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
        await Server.DisposeAsync();
    }

    /// <summary>A job that was submitted and has completed with these files; those named <c>gone</c> are not there.</summary>
    internal async Task<VideoJob> CompleteAsync(VideoRequest row, params string[] paths)
    {
        foreach (string path in paths.Where(path => !path.Contains("gone", StringComparison.Ordinal)))
        {
            Server.Put(path, SampleClip.Mp4(20_000, 1));
        }

        Client.Provider.OnRead = id => Completed(id, paths);
        SubmitResult result = await Client.SubmitOneAsync(new SubmitOptions(), row);
        return (await Client.Client.ReadAsync(result.Job!, default)).Job;
    }

    internal Task<VideoJob> CompleteAsync(params string[] paths) =>
        CompleteAsync(ClientFixture.Row($"a lake {Interlocked.Increment(ref _jobs)}") with { Name = "lake" }, paths);

    internal JobSnapshot Completed(string id, params string[] paths) => FakeProvider.Snapshot(id, VideoStatus.Completed) with
    {
        Outputs = new VideoOutputs(paths.Select(path => new VideoOutput { Uri = Server.UriOf(path), MediaType = "video/mp4" })),
    };

    internal SaveOptions Options => new() { Destination = ".", BaseFolder = Folder };

    internal async Task<(FileInfo[] Files, VideoGenException? Error)> SaveAsync(VideoJob job, SaveOptions? options = null)
    {
        SaveRun run = Client.Client.OpenSave(options ?? Options);
        var files = new List<FileInfo>();
        try
        {
            await run.SaveAsync(job, run.PlanPaths(job), files.Add, null, default).WaitAsync(ClientFixture.Patience);
            return ([.. files], null);
        }
        catch (VideoGenException e)
        {
            return ([.. files], e);
        }
    }

    internal async Task<JournalEntry> EntryAsync(VideoJob job) => (await Client.Journal.FindAsync(job.Key, default))!;
}
