using VideoGen.Providers;
using VideoGen.Providers.Dafty;

namespace VideoGen.Tests.Services.Dafty;

/// <summary>The provider over a network of a test's own.</summary>
internal sealed class DaftyBench : IDisposable
{
    public const string JobId = "6b2c1d4e-9a8f-4c3b-bd21-0e7f3a2c5d19";

    private readonly HttpMessageHandler _network;
    private readonly ProviderBench _bench;

    public DaftyBench(HttpMessageHandler network, TimeProvider? time = null)
    {
        _network = network;
        _bench = new ProviderBench(ProviderCatalog.BuiltIn.Find("Dafty").Descriptor, network: network, time: time);
        Provider = new DaftyProvider(_bench.Context);
    }

    public DaftyProvider Provider { get; }

    /// <summary>Over recorded exchanges.</summary>
    public static DaftyBench Play(params string[] exchanges) => new(new RecordedNetwork("Dafty", exchanges));

    public void AssertPlayed() => ((RecordedNetwork)_network).AssertPlayed();

    /// <summary>A submission whose key is <c>our-key</c>.</summary>
    public static Submission Order(VideoRequest request, ImageContent? image, ImageContent? lastImage = null) =>
        new("our-key", request with { Provider = "Dafty", Prompt = request.Prompt ?? "Slow push-in" }) { Image = image, LastImage = lastImage };

    /// <summary>A GIF whose bytes are text, so that a recorded exchange can show them.</summary>
    public static ImageContent File(string? name = "logo.png", string content = "GIF89a, as text") =>
        ImageContent.Of(name, _ => Task.FromResult<Stream>(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(content))));

    public async Task<JobSnapshot?> ReadAsync(string id = JobId) => Assert.Single(await Provider.ReadAsync([id], CancellationToken.None));

    public void Dispose()
    {
        _bench.Dispose();
        _network.Dispose();
    }
}
