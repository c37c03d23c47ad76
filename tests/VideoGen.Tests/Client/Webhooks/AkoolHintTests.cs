using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>Akool's reports prove little: what they say is asked about before it counts.</summary>
public sealed class AkoolHintTests : IAsyncDisposable
{
    private static readonly JobPace Minute = new() { Queued = TimeSpan.Zero, Running = TimeSpan.FromMinutes(1) };

    private AkoolFixture _akool = null!;
    private ListenFixture _listen = null!;

    public async ValueTask DisposeAsync()
    {
        await _listen.DisposeAsync();
        await _akool.DisposeAsync();
    }

    [Fact]
    public async Task Report_OfTheEnd_IsTakenAsTheServiceSaysIt()
    {
        VideoJob job = await BeginAsync(Minute);
        _akool.Time.Advance(TimeSpan.FromMinutes(2));

        // The address in the report is not that of the clip.
        RawAnswer answer = await SendAsync(Sealed(job, 3));

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        WebhookReport told = await _listen.NextAsync();
        Assert.Equal((WebhookOutcome.Ended, VideoStatus.Completed), (told.Outcome, told.Reading!.Job.Status));
        Assert.NotEqual("evil.example", Assert.Single((await _listen.FindAsync(job)).Outputs).Uri!.Host);
    }

    [Fact]
    public async Task Report_OfAnEndThatIsNot_IsAskedForAgainAndNotBelieved()
    {
        VideoJob job = await BeginAsync(Minute);

        string body = Sealed(job, 3);
        Assert.Equal(503, (await SendAsync(body)).Status);
        Assert.Equal(VideoStatus.Running, (await _listen.FindAsync(job)).Status);

        // As it was: it has not been taken.
        _akool.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await SendAsync(body)).Status);
        Assert.Equal(409, (await SendAsync(body)).Status);
        Assert.Equal(409, (await SendAsync(body.Replace("\"nonce\"", " \"nonce\"", StringComparison.Ordinal))).Status);
        Assert.Equal(VideoStatus.Completed, (await _listen.FindAsync(job)).Status);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("dataEncrypt")]
    [InlineData("timestamp")]
    [InlineData("nonce")]
    public async Task Report_APartChanged_IsRefusedWithoutAskingTheService(string part)
    {
        VideoJob job = await BeginAsync(Minute);
        _akool.Time.Advance(TimeSpan.FromMinutes(2));
        JsonObject body = JsonNode.Parse(Sealed(job, 3))!.AsObject();
        body[part] = part == "timestamp" ? body[part]!.GetValue<long>() + 1 : JsonValue.Create($"0{body[part]}");
        int asked = _akool.Emulator.Ledger.Entries.Count;

        Assert.Equal(401, (await SendAsync(body.ToJsonString())).Status);

        Assert.Equal(asked, _akool.Emulator.Ledger.Entries.Count);
        Assert.Equal(VideoStatus.Running, (await _listen.FindAsync(job)).Status);
    }

    [Theory]
    [InlineData(15, 200)]
    [InlineData(16, 401)]
    public async Task Report_OfAnotherTime_CountsWithinTheWindow(int minutes, int status)
    {
        VideoJob job = await BeginAsync(Minute);
        string body = Sealed(job, 3);
        _akool.Time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(status, (await SendAsync(body)).Status);
    }

    private async Task<VideoJob> BeginAsync(JobPace pace)
    {
        _akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = pace });
        _listen = new ListenFixture(_akool.Time);
        foreach ((string name, string value) in _akool.Emulator.Environment)
        {
            _listen.Environment[name] = value;
        }

        _listen.Environment["VIDEOGEN_AKOOL_KEY"] = $"{_akool.Emulator.Settings.ClientId}:{_akool.Emulator.Settings.ApiKey}";
        VideoJob job = _listen.Put("Akool", await _akool.CreateAsync());
        await _listen.BeginAsync();
        return job;
    }

    private string Sealed(VideoJob job, int status) =>
        _listen.Seal(_akool.Emulator.Settings, new JsonObject { ["_id"] = job.Id, ["status"] = status, ["type"] = "image2Video", ["url"] = "https://evil.example/clip.mp4" }.ToJsonString());

    private Task<RawAnswer> SendAsync(string body) => _listen.Sender.SendAsync("POST", "/", body);
}
