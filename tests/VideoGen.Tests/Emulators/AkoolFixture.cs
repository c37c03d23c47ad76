using System.Text.Json.Nodes;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

/// <summary>A running emulator of AKOOL whose jobs wait for the test's clock, and a client with its key.</summary>
internal sealed class AkoolFixture : IAsyncDisposable
{
    public const string Clips = "/api/open/v4/image2Video";

    private AkoolFixture(AkoolEmulator emulator, ManualTimeProvider time)
    {
        (Emulator, Time) = (emulator, time);
        Client = new RawClient(emulator.BaseUri);
        Client.Headers["x-api-key"] = emulator.Settings.ApiKey;
    }

    public AkoolEmulator Emulator { get; }

    public ManualTimeProvider Time { get; }

    public RawClient Client { get; }

    public static async Task<AkoolFixture> StartAsync(AkoolSettings? settings = null)
    {
        var time = new ManualTimeProvider();
        var emulator = new AkoolEmulator(settings ?? new AkoolSettings { Pace = JobPace.AtOnce }, time);
        await emulator.StartAsync();
        return new AkoolFixture(emulator, time);
    }

    /// <summary>A body that createBySourcePrompt takes.</summary>
    public static JsonObject Order(string prompt = "slow push-in") => JsonNode.Parse($$"""
        {"image_url":"https://example.com/hands.png","prompt":"{{prompt}}","negative_prompt":"","resolution":"720p","audio_type":3,"video_length":5}
        """)!.AsObject();

    /// <summary>A body that createBySourcePrompt/batch takes.</summary>
    public static JsonObject Batch(string prompt = "slow push-in") => JsonNode.Parse($$"""
        {"image_url":"https://example.com/hands.png","prompt":"{{prompt}}","resolution":"720p","video_length":5,"count":3}
        """)!.AsObject();

    /// <summary>The object with one member set to the JSON, or taken out when that is null.</summary>
    public static JsonObject With(JsonObject body, string member, string? json)
    {
        _ = body.Remove(member);
        if (json is not null)
        {
            body[member] = JsonNode.Parse(json);
        }

        return body;
    }

    public async Task<string> CreateAsync(string prompt = "slow push-in")
    {
        RawAnswer answer = await Client.PostAsync($"{Clips}/createBySourcePrompt", Order(prompt));
        return answer.Json["data"]!["_id"]!.GetValue<string>();
    }

    public Task<RawAnswer> ResultsAsync(params string[] ids) =>
        Client.PostAsync($"{Clips}/resultsByIds", new JsonObject { ["_ids"] = string.Join(',', ids) });

    /// <summary>That the answer is this error, as the service words it.</summary>
    public static void AssertError(RawAnswer answer, int code, string msg)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"code":{{code}},"msg":"{{msg}}","data":null}""", answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
