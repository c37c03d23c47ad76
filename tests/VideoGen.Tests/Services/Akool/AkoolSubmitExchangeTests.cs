using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Tests.Services.Akool;

/// <summary>Every field of what costs money, as whole JSON.</summary>
public sealed class AkoolSubmitExchangeTests
{
    private static readonly DateTimeOffset Created = DateTimeOffset.FromUnixTimeMilliseconds(1754362438519);

    [Fact]
    public async Task Submit_EveryFieldOfOneClip_IsSentAndRead()
    {
        using AkoolBench akool = AkoolBench.Of("create-every-field");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with
        {
            NegativePrompt = "blur",
            EnhancePrompt = true,
            Resolution = "4K",
            AudioUri = new Uri("https://drz0f01yeq1cx.cloudfront.net/1753772497950-9213-1749809724426audio.mp3"),
            Duration = 10,
            Premium = true,
            Effect = "squish_89244231312",
            WebhookUri = new Uri("https://example.com/hook"),
        });

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id1, VideoStatus.Queued, "slow push-in", Created), (job.Id, job.Status, job.Prompt, job.CreatedAt));
        Assert.Equal(new VideoCost(60, "credits", Charged: true), job.Cost);
        Assert.Contains("\"file_name\":\"Image2Video_1754362438519.mp4\"", job.Raw, StringComparison.Ordinal);
        Assert.Equal((null, null, null, null), (job.ExpiresAt, job.CompletedAt, job.Outputs, job.Error));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AudioMode.Default)]
    [InlineData(AudioMode.None)]
    public async Task Submit_LeastOfOneClip_HasTheCheapestOfWhatTheServiceRequires(AudioMode? audio)
    {
        using AkoolBench akool = AkoolBench.Of("create-least");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with { Audio = audio });

        akool.AssertPlayed();
        Assert.Equal(20, job.Cost!.Amount);
    }

    [Fact]
    public async Task Submit_NotValidated_HasTheCheapestToo()
    {
        using AkoolBench akool = AkoolBench.Of("create-least");

        _ = await akool.Provider.SubmitAsync(AkoolBench.Submission(AkoolBench.Least, validate: false), CancellationToken.None);

        akool.AssertPlayed();
    }

    [Fact]
    public async Task Submit_GeneratedAudioAndSwitchesOff_AreSaid()
    {
        using AkoolBench akool = AkoolBench.Of("create-generated-audio");

        _ = await akool.SubmitAsync(AkoolBench.Least with
        {
            Prompt = null,
            Effect = "squish_89244231312",
            Resolution = "1080p",
            Audio = AudioMode.Generate,
            EnhancePrompt = false,
            Premium = false,
        });

        akool.AssertPlayed();
    }

    [Fact]
    public async Task Submit_Option_GoesIntoTheBodyAsItIs()
    {
        using AkoolBench akool = AkoolBench.Of("create-options");

        _ = await akool.SubmitAsync(AkoolBench.Least with { Option = JsonNode.Parse("""{"model_name":"AkoolImage2VideoFastV1","extra":{"a":[1,"b"]}}""")!.AsObject() });

        akool.AssertPlayed();
    }

    [Fact]
    public async Task SubmitBatch_EveryField_HasAnEndForEachClip()
    {
        using AkoolBench akool = AkoolBench.Of("batch-every-field");
        Submission submission = AkoolBench.Submission(AkoolBench.Least with
        {
            Model = "seedance-1-0-lite-i2v-250428",
            NegativePrompt = "blur",
            EnhancePrompt = true,
            Resolution = "480p",
            Duration = 7,
            LastImage = new ImageReference(ImageKind.Url, "https://example.com/last.png"),
            Audio = AudioMode.Generate,
            Count = 4,
            WebhookUri = new Uri("https://example.com/hook"),
        });

        IReadOnlyList<BatchEnd> ends = await akool.Provider.SubmitBatchAsync([submission, submission with { Key = "2" }, submission with { Key = "3" }, submission with { Key = "4" }], CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal([AkoolBench.Id1, AkoolBench.Id2, null, null], ends.Select(end => end.Job?.Id));
        Assert.Equal([VideoStatus.Queued, VideoStatus.Running], ends.Take(2).Select(end => end.Job!.Status));
        Assert.Equal([42m, 42m], ends.Take(2).Select(end => end.Job!.Cost!.Amount));
        Assert.Equal("seedance-1-0-lite-i2v-250428", ends[1].Job!.Model);
        Assert.DoesNotContain(AkoolBench.Id1, ends[1].Job!.Raw!, StringComparison.Ordinal);
        Assert.Equal([("PaymentRequired", "1104"), ("RequestRefused", null)], ends.Skip(2).Select(end => (end.Refusal!.ErrorId, end.Refusal.ServiceCode)));
        Assert.Equal("Akool answered 200 (1104): credit is insufficient", ends[2].Refusal!.Message);
        Assert.Equal("Akool answered 200: create video error, please try again later", ends[3].Refusal!.Message);
    }

    [Fact]
    public async Task Submit_OneClipOfAModel_IsABatchOfOne()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one");

        JobSnapshot job = await akool.SubmitAsync(AkoolBench.Least with { Model = "alibaba/wan2.5-i2v-preview", Audio = AudioMode.None });

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id1, "alibaba/wan2.5-i2v-preview"), (job.Id, job.Model));
    }

    [Fact]
    public async Task Submit_OneClipOfAModelRefused_IsARefusalOfTheSubmission()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one-refused");

        SubmissionRefusedException refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() => akool.SubmitAsync(AkoolBench.Least with { Count = 2 }));

        akool.AssertPlayed();
        Assert.Equal(("ServiceFailed", "1015"), (refused.Reason.ErrorId, refused.Reason.ServiceCode));
    }

    [Fact]
    public async Task Submit_OneClipOfAModelNeitherMadeNorRefused_IsALostAnswer()
    {
        using AkoolBench akool = AkoolBench.Of("batch-of-one-empty");

        VideoGenException lost = await Assert.ThrowsAsync<VideoGenException>(() => akool.SubmitAsync(AkoolBench.Least with { Model = "AkoolImage2VideoFastV1" }));

        akool.AssertPlayed();
        Assert.Equal("InvalidResponse", lost.ErrorId);
    }

    [Fact]
    public async Task AddAudio_OwnSound_IsANewJob()
    {
        using AkoolBench akool = AkoolBench.Of("audio-own");

        JobSnapshot job = await akool.Provider.AddAudioAsync(
            new AudioSubmission("key", "6890830af27dfad2a3e6062d", AudioMode.Custom, new Uri("https://drz0f01yeq1cx.cloudfront.net/1753772497950-9213-1749809724426audio.mp3")), CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id2, VideoStatus.Queued, 5m), (job.Id, job.Status, job.Cost!.Amount));
    }

    [Fact]
    public async Task AddAudio_GeneratedSound_IsANewJob()
    {
        using AkoolBench akool = AkoolBench.Of("audio-generated");

        JobSnapshot job = await akool.Provider.AddAudioAsync(new AudioSubmission("key", "6890830af27dfad2a3e6062d", AudioMode.Generate, null), CancellationToken.None);

        akool.AssertPlayed();
        Assert.Equal((AkoolBench.Id2, VideoStatus.Running), (job.Id, job.Status));
    }

    [Fact]
    public void Exchanges_EveryFile_IsPlayedByATest()
    {
        string folder = Path.GetDirectoryName(RecordedNetwork.Folder("Akool"))!;
        string tests = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText));

        Assert.All(Directory.EnumerateFiles(RecordedNetwork.Folder("Akool"), "*.json"), file => Assert.Contains($"\"{Path.GetFileNameWithoutExtension(file)}\"", tests, StringComparison.Ordinal));
    }
}
