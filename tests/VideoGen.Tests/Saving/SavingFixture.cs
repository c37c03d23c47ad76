using System.Security.Cryptography;
using VideoGen.Client;
using VideoGen.Emulators.Media;
using VideoGen.Http;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Saving;

/// <summary>A media server on loopback, a folder of its own, and a downloader whose retries wait a millisecond.</summary>
public sealed class SavingFixture : IAsyncLifetime
{
    private readonly List<HttpPipeline> _pipelines = [];

    internal MediaServer Server { get; } = new();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("videogen-saving-").FullName;

    internal string Target => Path.Combine(Folder, "clip.mp4");

    internal string Part => Target + ".part";

    internal string State => Target + ".part.json";

    public Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync()
    {
        Clean();
        await Server.DisposeAsync();
    }

    internal void Clean()
    {
        _pipelines.ForEach(pipeline => pipeline.Dispose());
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Puts a clip at <c>/clip.mp4</c>.</summary>
    internal byte[] PutClip(int size = 300_000, int seed = 1)
    {
        byte[] clip = SampleClip.Mp4(size, seed);
        Server.Put("/clip.mp4", clip);
        return clip;
    }

    internal DownloadSource Source => new(Server.UriOf("/clip.mp4"), "job/0");

    internal Downloader Downloader(TimeProvider? time = null, DownloadOptions? options = null, RetryPolicy? retry = null)
    {
        var pipeline = new HttpPipeline(time ?? TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = retry ?? StubNetwork.Quick });
        _pipelines.Add(pipeline);
        return new Downloader(pipeline, options);
    }

    internal Task<SavedFile> SaveAsync(DownloadSource? source = null, bool overwrite = false) =>
        Downloader().DownloadAsync(source ?? Source, Target, overwrite, null, default).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Leaves a part as a run leaves it that was stopped after <paramref name="bytes"/> bytes.</summary>
    internal async Task LeavePartAsync(long bytes)
    {
        using var cancellation = new CancellationTokenSource();
        Server.Scenarios.Play(VideoGen.Emulators.Hosting.Scenarios.StallAfter(bytes));
        var progress = new SynchronousProgress(done =>
        {
            if (done.BytesDone >= bytes)
            {
                cancellation.Cancel();
            }
        });
        Downloader downloader = Downloader(options: new DownloadOptions { ReportInterval = TimeSpan.Zero });
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.DownloadAsync(Source, Target, false, progress, cancellation.Token).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(bytes, new FileInfo(Part).Length);
    }

    internal static string HashOf(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    internal void AssertOnlyTheClip(byte[] clip)
    {
        Assert.Equal([Target], Directory.EnumerateFiles(Folder));
        Assert.Equal(HashOf(clip), HashOf(File.ReadAllBytes(Target)));
    }
}
