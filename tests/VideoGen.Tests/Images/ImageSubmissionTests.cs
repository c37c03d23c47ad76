using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Client;
using VideoGen.Tests.Http;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Images;

/// <summary>Rows with image files, from the key to the service.</summary>
public sealed class ImageSubmissionTests : IDisposable
{
    private readonly ClientFixture _fixture = new();
    private readonly string _path;
    private readonly VideoRequest _row;

    public ImageSubmissionTests()
    {
        _path = _fixture.Store.Home.At("a.png");
        File.WriteAllBytes(_path, SyntheticImage.Bytes(100_000));
        _row = ClientFixture.Row("a fox") with { Image = new ImageReference(ImageKind.File, _path) };
    }

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(100_001, 0)]
    [InlineData(100_000, 1)]
    public async Task File_ChangesAfterItsRowWasKeyed_IsRefusedAndTheNextRunSendsIt(int length, int seconds)
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        TakenRow taken = run.Take(_row, run.Validate(_row).Request, defaulted: false);
        _ = await taken.Clips;
        byte[] other = SyntheticImage.Bytes(length);
        other[50_000] ^= 1;
        await ReplaceAsync(other, seconds);
        _fixture.Provider.OnSubmit = async (submission, cancellationToken) =>
        {
            await using Stream image = await submission.Image!.OpenAsync(cancellationToken);
            return _fixture.Provider.Made();
        };

        var results = new List<SubmitResult>();
        await run.SubmitAsync(taken, results.Add, CancellationToken.None);

        Assert.Equal((VideoErrors.ImageChanged, null), (Assert.Single(results).Error!.Kind, results[0].Job));
        Assert.Empty(await _fixture.EntriesAsync());
        Assert.Null((await _fixture.SubmitOneAsync(ClientFixture.Batch(), _row)).Error);
    }

    [Fact]
    public async Task File_OnlyTouched_IsSent()
    {
        SubmissionRun run = await _fixture.Client.OpenSubmissionAsync(ClientFixture.Batch(), CancellationToken.None);
        TakenRow taken = run.Take(_row, run.Validate(_row).Request, defaulted: false);
        _ = await taken.Clips;
        await ReplaceAsync(await File.ReadAllBytesAsync(_path), seconds: 5);
        byte[]? sent = null;
        _fixture.Provider.OnSubmit = async (submission, cancellationToken) =>
        {
            using var body = new ImageHttpContent(await ImagePayload.ReadAsync(submission.Image!, cancellationToken));
            sent = await body.ReadAsByteArrayAsync(cancellationToken);
            return _fixture.Provider.Made();
        };

        var results = new List<SubmitResult>();
        await run.SubmitAsync(taken, results.Add, CancellationToken.None);

        Assert.Null(Assert.Single(results).Error);
        Assert.Equal(await File.ReadAllBytesAsync(_path), sent);
    }

    /// <summary>Bytes that change while neither length nor time of the file does, so that only those sent can tell.</summary>
    [Theory]
    [InlineData("Artnex")]
    [InlineData("Dafty")]
    [InlineData("OpenAI")]
    [InlineData("Phantaisia")]
    [InlineData("Phaseo")]
    public async Task File_ChangesUnseen_IsCutOffAndMakesNothing(string provider)
    {
        var time = new ManualTimeProvider();
        await using Emulator service = await StartAsync(provider, time);
        using var client = new ServiceClient(service, time);
        var row = new VideoRequest { Provider = provider, Prompt = "a fox", Image = new ImageReference(ImageKind.File, _path) };
        SubmissionRun run = await client.Client.OpenSubmissionAsync(new SubmitOptions(), CancellationToken.None);
        TakenRow taken = run.Take(row, run.Validate(row).Request, defaulted: false);
        _ = await taken.Clips;
        byte[] other = await File.ReadAllBytesAsync(_path);
        other[^1] ^= 1;
        await ReplaceAsync(other, seconds: 0);

        var results = new List<SubmitResult>();
        await run.SubmitAsync(taken, results.Add, CancellationToken.None).WaitAsync(ClientFixture.Patience);

        Assert.Equal(("ImageChanged", null), (Assert.Single(results).Error?.ErrorId, results[0].Job));
        Assert.Empty((await client.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
        Assert.Equal(0, service.JobsMade);
    }

    [Fact]
    public async Task Submission_RefusedForItsRate_IsSentAgainWhole()
    {
        using var network = new StubNetwork(StubNetwork.Answer(429, """{"error":{"code":"slow","message":"Later."}}"""), StubNetwork.Answer(200, """{"id":"job-1"}"""));
        using HttpPipeline pipeline = network.Pipeline();
        var images = new BodyImages();
        var message = new ImageMessage("a fox", await images.TextOfAsync(new SyntheticImage(150_000).Content, CancellationToken.None));
        var request = new ApiRequest(HttpMethod.Post, "videos", ApiCall.Submit) { Content = RequestBody.Create(message, ImageMessages.Default.ImageMessage, null, images) };

        _ = await new ApiTransport(pipeline, TestService.Endpoint).SendAsync(request, CancellationToken.None);

        Assert.Equal(2, network.Sent.Count);
        Assert.Equal(network.Sent[0].Body, network.Sent[1].Body);
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(SyntheticImage.Bytes(150_000))}", (string?)JsonNode.Parse(network.Sent[1].Body)!["image"]);
    }

    [Fact]
    public async Task Trace_OfASubmission_HasTheImagesLengthAndHash()
    {
        var time = new ManualTimeProvider();
        await using Emulator service = await StartAsync("Artnex", time);
        using var client = new ServiceClient(service, time);
        _ = await client.SubmitOneAsync(new VideoRequest { Provider = "Artnex", Prompt = "a fox", Image = new ImageReference(ImageKind.File, _path) });

        string hash = SyntheticImage.Sha256(SyntheticImage.Bytes(100_000));
        Assert.Contains($"‹image/png, 100000 bytes, sha256 {hash[..8]}…›", System.Text.RegularExpressions.Regex.Unescape(client.AllText().Replace("\\\\", "\\", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("iVBORw0KGgo", client.AllText(), StringComparison.Ordinal);
    }

    private async Task ReplaceAsync(byte[] bytes, int seconds)
    {
        DateTime modified = File.GetLastWriteTimeUtc(_path);
        await File.WriteAllBytesAsync(_path, bytes);
        File.SetLastWriteTimeUtc(_path, modified.AddSeconds(seconds));
    }

    private static async Task<Emulator> StartAsync(string provider, TimeProvider time)
    {
        Emulator service = EmulatedServices.All[provider](new EmulatedAccount { Time = time });
        await service.StartAsync();
        return service;
    }
}
