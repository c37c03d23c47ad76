using System.Text.Json.Nodes;
using VideoGen.Providers;
using VideoGen.Tests.Http;
using static VideoGen.Tests.Services.Dafty.DaftyBench;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>Creates and uploads as they go over the wire.</summary>
public sealed class DaftySubmissionTests
{
    private const string Image = "5c1e8b34-2a9f-4d61-8e07-3b2c1a0f9d4e";
    private const string LastImage = "4d9c2b1a-7e6f-4a8b-9c2d-1f0e8a7b6c54";

    [Fact]
    public async Task Submit_OneImageWithEveryField_IsTheDocumentedRequest()
    {
        var request = new VideoRequest
        {
            Prompt = "Slow push-in as the logo shimmers, soft ambient hum",
            Duration = 6,
            Resolution = "720p",
            Audio = AudioMode.None,
            NegativePrompt = "blur",
        };
        await PlayAsync(Order(request, ImageContent.Of("https://example.com/a.png")) with { IdempotencyKey = "the user's" }, "image-to-video-every-field");
    }

    [Theory]
    [InlineData("""{"id":"j1","status":"pending","createdAt":1754362438519}""")]
    [InlineData("""{"id":"j1","status":1,"result":[]}""")]
    [InlineData("""{"id":"j1","status":"pending","type":{"name":"video"}}""")]
    public async Task Submit_MemberBesideTheIdIsNotAsDocumented_JobIsNotLost(string data)
    {
        using var bench = new DaftyBench(new StubNetwork(StubNetwork.Answer(201, $$"""{"data":{{data}}}""")));
        JobSnapshot made = await bench.Provider.SubmitAsync(Order(new VideoRequest(), ImageContent.Of(Image)), CancellationToken.None);
        Assert.Equal(("j1", VideoStatus.Queued), (made.Id, made.Status));
    }

    [Fact]
    public Task Submit_OneImage_LeavesTheRestToTheService() => PlayAsync(Order(new VideoRequest(), ImageContent.Of(Image)), "image-to-video-least");

    [Fact]
    public Task Submit_Option_StandsBesideTheFields() =>
        PlayAsync(Order(new VideoRequest { Audio = AudioMode.Generate, Option = new JsonObject { ["seed"] = 7 } }, ImageContent.Of("up_123")), "image-to-video-option");

    [Fact]
    public async Task Submit_TwoImagesWithEveryField_IsTheDocumentedRequest()
    {
        var request = new VideoRequest
        {
            Prompt = "Smooth dolly from the wide shot to the close-up",
            Duration = 6,
            AspectRatio = "16:9",
            Resolution = "480p",
            Audio = AudioMode.Generate,
            NegativePrompt = "shake",
        };
        await PlayAsync(Order(request, ImageContent.Of(Image), ImageContent.Of(LastImage)), "frames-every-field");
    }

    [Fact]
    public Task Submit_TwoImages_LeavesTheRestToTheService() => PlayAsync(
        Order(new VideoRequest { Prompt = "Dolly", Audio = AudioMode.Default, NegativePrompt = "" }, ImageContent.Of("https://example.com/a.png"), ImageContent.Of("https://example.com/b.png")),
        "frames-least");

    [Fact]
    public Task Submit_File_IsUploadedWithoutTheKeyByWhatItsBytesAre() =>
        PlayAsync(Order(new VideoRequest(), File()), "upload-presign", "upload-put", "upload-complete", "image-to-video-uploaded");

    [Fact]
    public Task Submit_BytesWithoutAName_GetOne() =>
        PlayAsync(Order(new VideoRequest(), File(name: null)), "upload-presign-nameless", "upload-put", "upload-complete", "image-to-video-uploaded");

    [Fact]
    public Task Submit_SameFileTwice_IsUploadedOnce() =>
        PlayAsync(Order(new VideoRequest(), File(), File("copy.png")), "upload-presign", "upload-put", "upload-complete", "frames-uploaded-once");

    [Fact]
    public async Task Submit_SameFileInALaterRequest_IsUploadedOnceAnHour()
    {
        var time = new ManualTimeProvider();
        using var network = new RecordedNetwork(
            "Dafty", "upload-presign", "upload-put", "upload-complete", "image-to-video-uploaded", "image-to-video-uploaded",
            "upload-presign", "upload-put", "upload-complete", "image-to-video-uploaded");
        using var bench = new DaftyBench(network, time);
        await bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None);
        await bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(61));
        await bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None);
        bench.AssertPlayed();
    }

    [Fact]
    public async Task Submit_RefusedAfterAnUpload_UploadsAnewNextTime()
    {
        using DaftyBench bench = Play(
            "upload-presign", "upload-put", "upload-complete", "image-to-video-refused",
            "upload-presign", "upload-put", "upload-complete", "image-to-video-uploaded");
        SubmissionRefusedException refusal = await Assert.ThrowsAsync<SubmissionRefusedException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None));
        Assert.Equal(("RequestRefused", "VALIDATION_ERROR"), (refusal.Reason.ErrorId, refusal.Reason.ServiceCode));
        await bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None);
        bench.AssertPlayed();
    }

    [Theory]
    [InlineData("Unauthorized", "upload-presign-refused")]
    [InlineData("InvalidResponse", "upload-presign-empty")]
    [InlineData("InvalidResponse", "upload-presign-loopback")]
    [InlineData("InsecureEndpoint", "upload-presign-insecure")]
    [InlineData("ServiceFailed", "upload-presign", "upload-put-refused")]
    [InlineData("RequestRefused", "upload-presign", "upload-put", "upload-complete-refused")]
    public async Task Submit_UploadFails_NothingIsCreated(string errorId, params string[] exchanges)
    {
        using DaftyBench bench = Play(exchanges);
        var e = await Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), File()), CancellationToken.None));
        Assert.Equal(errorId, e.Reason.ErrorId);
        Assert.DoesNotContain("signature", e.Reason.Message, StringComparison.Ordinal);
        bench.AssertPlayed();
    }

    [Fact]
    public async Task Submit_StoppedDuringTheUpload_NothingIsCreated()
    {
        using var stop = new CancellationTokenSource();
        using var network = new StubNetwork(request =>
        {
            stop.Cancel();
            return StubNetwork.Answer(200, """{"data":{"uploadId":"up_1","uploadUrl":"https://storage.example.com/x"}}""")(request);
        });
        using var bench = new DaftyBench(network);
        var e = await Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), File()) with { Stopping = stop.Token }, CancellationToken.None));
        Assert.Equal("NotSubmitted", e.Reason.ErrorId);
        _ = Assert.Single(network.Sent);
    }

    [Fact]
    public async Task Submit_NoPicture_IsNotSent()
    {
        using DaftyBench bench = Play();
        var e = await Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), File(content: "%PDF-1.7")), CancellationToken.None));
        Assert.Equal("UnreadableImage", e.Reason.ErrorId);
        bench.AssertPlayed();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("schlüssel")]
    [InlineData(" blank")]
    public async Task Submit_IdempotencyKeyThatNoHeaderCarries_IsNotSent(string key)
    {
        using DaftyBench bench = Play();
        var e = await Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), ImageContent.Of(Image)) with { IdempotencyKey = key }, CancellationToken.None));
        Assert.Equal("UnsupportedValue", e.Reason.ErrorId);
        e = await Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(Order(new VideoRequest(), ImageContent.Of(Image)) with { IdempotencyKey = new string('k', 256) }, CancellationToken.None));
        Assert.Contains("255", e.Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_UncheckedRequestThatCannotBe_IsNotSent()
    {
        using DaftyBench bench = Play();
        Task<NotSentException> Refuse(Submission submission) => Assert.ThrowsAsync<NotSentException>(() => bench.Provider.SubmitAsync(submission, CancellationToken.None));
        Assert.Equal("MissingValue", (await Refuse(Order(new VideoRequest(), image: null))).Reason.ErrorId);
        Assert.Equal("UnsupportedValue", (await Refuse(Order(new VideoRequest { Audio = AudioMode.Custom }, ImageContent.Of(Image)))).Reason.ErrorId);
        Assert.Equal("ConflictingValues", (await Refuse(Order(new VideoRequest { Option = new JsonObject { ["prompt"] = "x" } }, ImageContent.Of(Image)))).Reason.ErrorId);
    }

    private static async Task PlayAsync(Submission submission, params string[] exchanges)
    {
        using DaftyBench bench = Play(exchanges);
        JobSnapshot job = await bench.Provider.SubmitAsync(submission, CancellationToken.None);
        bench.AssertPlayed();
        Assert.Equal(("3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f", VideoStatus.Queued), (job.Id, job.Status));
        Assert.Equal(new DateTimeOffset(2026, 6, 16, 10, 0, 0, TimeSpan.Zero), job.CreatedAt);
    }
}
