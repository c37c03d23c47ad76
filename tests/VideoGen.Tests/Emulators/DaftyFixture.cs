using System.Text.Json.Nodes;
using VideoGen.Emulators.Dafty;

namespace VideoGen.Tests.Emulators;

/// <summary>A Dafty on a clock that stands still, and somebody with its key.</summary>
internal sealed class DaftyFixture : IAsyncDisposable
{
    public const string Image = """{"image":"https://example.com/a.png","prompt":"Slow push-in"}""";
    public const string Frames = """{"startImage":"https://example.com/a.png","endImage":"https://example.com/b.png","prompt":"Dolly"}""";

    private DaftyFixture(DaftySettings settings)
    {
        Service = new DaftyEmulator(settings, Time);
        Caller = new ServiceCaller(Service, "/api/v1") { Headers = [("x-api-key", DaftySettings.DefaultKey)] };
    }

    public ManualTimeProvider Time { get; } = new();

    public DaftyEmulator Service { get; }

    public ServiceCaller Caller { get; }

    public static async Task<DaftyFixture> StartAsync(DaftySettings? settings = null)
    {
        var fixture = new DaftyFixture(settings ?? new DaftySettings());
        await fixture.Service.StartAsync();
        return fixture;
    }

    /// <summary>Makes a clip and returns its id.</summary>
    public async Task<string> CreateAsync(string body = Image)
    {
        ServiceAnswer answer = await Caller.PostAsync("/videos/image-to-video", body);
        Assert.Equal(202, answer.Status);
        return (string)answer.Json!["data"]!["id"]!;
    }

    public async Task<JsonNode> ReadAsync(string id) => (await Caller.GetAsync($"/videos/{id}")).Json!["data"]!;

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        await Service.DisposeAsync();
    }
}
