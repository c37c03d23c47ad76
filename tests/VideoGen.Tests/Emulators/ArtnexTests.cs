using VideoGen.Emulators.Artnex;

namespace VideoGen.Tests.Emulators;

/// <summary>An Artnex on a clock that stands still, and somebody with its key.</summary>
public abstract class ArtnexTests : IAsyncLifetime
{
    protected const string Text = """{"prompt":"A drone over a misty mountain range","model":"veo3.1"}""";

    private readonly ManualTimeProvider _time = new();

    protected ArtnexEmulator? Service { get; private set; }

    private protected ServiceCaller? Caller { get; private set; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Caller?.Dispose();
        await (Service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected async Task StartAsync(ArtnexSettings? settings = null)
    {
        Service = new ArtnexEmulator(settings, _time);
        await Service.StartAsync();
        Caller = new ServiceCaller(Service, "/v1") { Headers = [("Authorization", $"Bearer {ArtnexSettings.DefaultKey}")] };
    }

    protected void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    protected async Task<string> CreateAsync(string body)
    {
        ServiceAnswer answer = await Caller!.PostAsync("/video", body);
        string id = (string)answer.Json!["request_id"]!;
        answer.MustBe(200, $$"""{"success":true,"request_id":"{{id}}","status":"pending"}""");
        return id;
    }
}
