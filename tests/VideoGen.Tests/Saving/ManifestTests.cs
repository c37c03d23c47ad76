using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Tests.Client;

namespace VideoGen.Tests.Saving;

public sealed class ManifestTests : IAsyncLifetime
{
    private readonly SaveRunFixture _fixture = new();

    private SaveOptions WithManifest => _fixture.Options with { WithManifest = true };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Manifest_ClipWasSavedWithoutOne_IsWrittenWithoutARequest()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        FileInfo file = Assert.Single((await _fixture.SaveAsync(job)).Files);
        int requests = _fixture.Server.Ledger.Entries.Count;

        Assert.Null((await _fixture.SaveAsync(job, WithManifest)).Error);

        Assert.Equal(job.Key, Read(file).GetProperty("key").GetString());
        Assert.Equal(requests, _fixture.Server.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Manifest_OfATemplate_IsBesideItsClip()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4", "/b.mp4");

        (FileInfo[] files, _) = await _fixture.SaveAsync(job, WithManifest with { Destination = "{Provider}/{Name}-{Index}.mp4" });

        Assert.Equal(
            files.SelectMany(file => (string[])[file.FullName, file.FullName + ".json"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal(["lake-1.mp4", "lake-2.mp4"], files.Select(file => Read(file).GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData("{ \"shots\": 3 }")]
    [InlineData("not even JSON")]
    [InlineData("null")]
    public async Task Manifest_AnotherFileHasTheName_StaysAndTheClipIsSavedAllTheSame(string mine)
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        string path = Path.Combine(_fixture.Folder, $"lake-{job.ShortId}.mp4.json");
        await File.WriteAllTextAsync(path, mine);

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, WithManifest);

        Assert.True(Assert.Single(files).Exists);
        Assert.Equal("FileExists", error?.ErrorId);
        Assert.Contains(".mp4.json", error!.Message, StringComparison.Ordinal);
        Assert.Equal(mine, await File.ReadAllTextAsync(path));
        Assert.Null((await _fixture.SaveAsync(job, WithManifest with { Force = true })).Error);
        Assert.Equal(job.Key, Read(files[0]).GetProperty("key").GetString());
    }

    [Fact]
    public async Task Manifest_OfTheSameClip_IsBroughtUpToDate()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        FileInfo file = Assert.Single((await _fixture.SaveAsync(job, WithManifest)).Files);
        string path = file.FullName + ".json";
        string written = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, written.Replace("a lake", "a pond", StringComparison.Ordinal));

        Assert.Null((await _fixture.SaveAsync(job, WithManifest)).Error);

        Assert.Equal(written, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Manifest_RequestWithSignedAddressesAndSecrets_HasNoneOfThem()
    {
        VideoRequest row = ClientFixture.Row("a lake") with
        {
            Image = new ImageReference(ImageKind.Url, "https://user:pw@images.example/a.png?X-Amz-Signature=SIGNED#x"),
            WebhookUri = new Uri("https://hooks.example/in?token=SIGNED"),
            Option = (JsonObject)JsonNode.Parse("""{"guide":{"url":"https://x.example/g.png?sig=SIGNED","api_key":"SIGNED"},"urls":["https://x.example/h?sig=SIGNED"],"steps":4,"style":"plain text"}""")!,
        };
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        _ = await _fixture.Client.Journal.UpdateAsync(job.Key, entry => entry with { Request = row, Job = entry.Job with { Raw = "SIGNED" } }, durable: false, default);

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, WithManifest);

        Assert.Null(error);
        string text = await File.ReadAllTextAsync(files[0].FullName + ".json");
        Assert.DoesNotContain("SIGNED", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pw@", text, StringComparison.Ordinal);
        JsonElement request = Read(files[0]).GetProperty("request");
        Assert.Equal("https://images.example/a.png", request.GetProperty("image").GetProperty("value").GetString());
        Assert.Equal("https://x.example/h", request.GetProperty("option").GetProperty("urls")[0].GetString());
        Assert.Equal(4, request.GetProperty("option").GetProperty("steps").GetInt32());
        Assert.Equal("plain text", request.GetProperty("option").GetProperty("style").GetString());
    }

    private static JsonElement Read(FileInfo file)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(file.FullName + ClipManifest.Extension));
        return manifest.RootElement.Clone();
    }
}
