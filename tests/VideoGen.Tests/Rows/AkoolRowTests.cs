using System.Text.Json.Nodes;
using VideoGen.Cmdlets.Rows;
using VideoGen.Providers;
using VideoGen.Tests.Services.Akool;

namespace VideoGen.Tests.Rows;

/// <summary>CSV files with Akool's own field names: what is bound, checked and sent.</summary>
public sealed class AkoolRowTests
{
    private static readonly ProviderDescriptor Akool = ProviderCatalog.BuiltIn.Find("Akool").Descriptor;

    [Fact]
    public void Bind_EveryFieldOfOneClip_IsARequestOfIt()
    {
        RowBinder binder = Binding.Binder();

        VideoRequest request = binder.Bind(
            Binding.Row(
                ("image_url", "https://example.com/hands.png"),
                ("prompt", "slow push-in"),
                ("negative_prompt", "blur"),
                ("extend_prompt", "TRUE"),
                ("resolution", "4k"),
                ("audio_url", "https://example.com/a.mp3"),
                ("audio_type", "2"),
                ("video_length", "10"),
                ("is_premium_model", "1"),
                ("effect_code", "squish_89244231312"),
                ("webhookurl", "https://example.com/hook"),
                ("model_name", ""),
                ("last_image_url", ""),
                ("count", "1"),
                ("generate_audio", "")),
            Akool);

        Assert.Empty(binder.TakeWarnings());
        Assert.Equal(
            new VideoRequest
            {
                Provider = "Akool",
                Image = new ImageReference(ImageKind.Url, "https://example.com/hands.png"),
                Prompt = "slow push-in",
                NegativePrompt = "blur",
                EnhancePrompt = true,
                Resolution = "4k",
                AudioUri = new Uri("https://example.com/a.mp3"),
                Audio = AudioMode.Custom,
                Duration = 10,
                Premium = true,
                Effect = "squish_89244231312",
                WebhookUri = new Uri("https://example.com/hook"),
                Count = 1,
            },
            request);
        Assert.Equal("image2video", AkoolBench.Validate(request).Request.Model);
    }

    [Fact]
    public void Bind_EveryFieldOfABatch_IsARequestOfIt()
    {
        RowBinder binder = Binding.Binder();

        VideoRequest request = binder.Bind(
            Binding.Row(
                ("image_url", "https://example.com/hands.png"),
                ("prompt", "slow push-in"),
                ("model_name", "alibaba/wan2.5-i2v-preview"),
                ("negative_prompt", "blur"),
                ("extend_prompt", "false"),
                ("resolution", "480p"),
                ("video_length", 7),
                ("last_image_url", "https://example.com/last.png"),
                ("generate_audio", "true"),
                ("count", "4"),
                ("webhookurl", "https://example.com/hook")),
            Akool);

        Assert.Empty(binder.TakeWarnings());
        Assert.Equal(
            new VideoRequest
            {
                Provider = "Akool",
                Image = new ImageReference(ImageKind.Url, "https://example.com/hands.png"),
                Prompt = "slow push-in",
                Model = "alibaba/wan2.5-i2v-preview",
                NegativePrompt = "blur",
                EnhancePrompt = false,
                Resolution = "480p",
                Duration = 7,
                LastImage = new ImageReference(ImageKind.Url, "https://example.com/last.png"),
                Audio = AudioMode.Generate,
                Count = 4,
                WebhookUri = new Uri("https://example.com/hook"),
            },
            request);
        Assert.Equal(request, AkoolBench.Validate(request).Request);
    }

    [Theory]
    [InlineData("1", AudioMode.Generate)]
    [InlineData("3", AudioMode.None)]
    public void Bind_AudioType_IsTheServicesNumber(string type, AudioMode audio) =>
        Assert.Equal(audio, Binding.Binder().Bind(Binding.Row(("audio_type", type)), Akool).Audio);

    [Fact]
    public void Bind_MemberNobodyKnows_GoesByOption() =>
        Assert.Equal(
            """{"new_member":1}""",
            Binding.Binder().Bind(Binding.Row(("prompt", "a"), ("Option", new JsonObject { ["new_member"] = 1 }.ToJsonString())), Akool).Option!.ToJsonString());
}
