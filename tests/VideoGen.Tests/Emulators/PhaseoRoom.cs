using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>A started emulator with a clock of its own, and a client that adds nothing of its own.</summary>
internal sealed class PhaseoRoom : IAsyncDisposable
{
    public const string AprilKey = "aistats_v1_sk_test_secret";
    public const string ManagementKey = "phaseo_v1_sk_manage_secret";
    public const string Boat = """{"model":"openai/sora-2","prompt":"A paper boat","duration":4,"size":"1280x720"}""";

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private PhaseoRoom(PhaseoContract contract)
    {
        Emulator = new PhaseoEmulator(new PhaseoSettings { Contract = contract }, Time);
        Emulator.Settings.Pace = new() { Queued = TimeSpan.FromSeconds(2), Running = TimeSpan.FromSeconds(10) };
    }

    public ManualTimeProvider Time { get; } = new();

    public PhaseoEmulator Emulator { get; }

    public static async Task<PhaseoRoom> StartAsync(PhaseoContract contract = PhaseoContract.Apr)
    {
        var room = new PhaseoRoom(contract);
        await room.Emulator.StartAsync();
        return room;
    }

    public Task<PhaseoReply> GetAsync(string target, string? key = AprilKey) => SendAsync("GET", target, null, key);

    public Task<PhaseoReply> PostAsync(string target, string? body = null, string? key = AprilKey) => SendAsync("POST", target, body, key);

    /// <param name="target">Below <c>/v1</c>, or a whole address.</param>
    /// <param name="key">Null for no header.</param>
    public async Task<PhaseoReply> SendAsync(string method, string target, string? body = null, string? key = AprilKey, string? range = null)
    {
        Uri uri = target.StartsWith('/') ? new Uri(Emulator.BaseUri, $"v1{target}") : new Uri(target);
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (key is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", key.Contains(' ', StringComparison.Ordinal) ? key : $"Bearer {key}");
        }

        if (range is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Range", range);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage answer = await _client.SendAsync(request, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new PhaseoReply(answer.StatusCode, headers, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Makes a job and returns its id.</summary>
    public async Task<string> MakeAsync(string body = Boat, string key = AprilKey)
    {
        PhaseoReply reply = await PostAsync("/videos", body, key);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, reply.Status);
        return reply["id"]!;
    }

    /// <summary>Makes a job and lets it end.</summary>
    public async Task<string> FinishAsync(string body = Boat, string key = AprilKey)
    {
        string id = await MakeAsync(body, key);
        Time.Advance(TimeSpan.FromSeconds(12));
        return id;
    }

    /// <summary>The boat with other members, or without those given null.</summary>
    public static string With(params (string Name, JsonNode? Value)[] members)
    {
        JsonObject body = JsonNode.Parse(Boat)!.AsObject();
        foreach ((string name, JsonNode? value) in members)
        {
            _ = body.Remove(name);
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
