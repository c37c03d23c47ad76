using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Processes;

/// <summary>A process that asks a server with TLS for jobs, one and then many at once, and downloads its clip. Whom it trusts is said by its environment.</summary>
internal static class SecureProcess
{
    public const int AtOnce = 16;

    public static async Task<int> RunAsync(string server, string folder)
    {
        using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick });
        var transport = new ApiTransport(pipeline, new ApiEndpoint { Name = "Example", BaseUri = new Uri(server + "v1") });
        _ = await transport.ReadAsync();
        _ = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => transport.ReadAsync()));
        SavedFile file = await new Downloader(pipeline).DownloadAsync(
            new DownloadSource(new Uri(server + "clip.mp4"), "clip"), Path.Combine(folder, "clip.mp4"), overwrite: false, null, _ => Task.CompletedTask, default);
        Console.WriteLine(file.Bytes);
        return 0;
    }
}
