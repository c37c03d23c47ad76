using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.Akool;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Akool;

/// <summary>The provider over recorded exchanges or over answers made up by a test.</summary>
internal sealed class AkoolBench : IDisposable
{
    public const string Id1 = "68919a464b4dbdd4ab3d3034";
    public const string Id2 = "6891a07f5d612f78c9204f1c";
    public const string Id3 = "6891a2295d612f78c9204f77";

    /// <summary>clientId and clientSecret of the page's vectors.</summary>
    public const string IdAndSecret = "AKtestClientId0123456789==:abcdefghijklmnopqrstuvwx";

    private readonly ProviderBench _bench;
    private readonly RecordedNetwork? _recorded;

    private AkoolBench(HttpMessageHandler network, string? key)
    {
        _recorded = network as RecordedNetwork;
        _bench = new ProviderBench(AkoolDescription.Descriptor, key: key, network: network);
        Provider = new AkoolProvider(_bench.Context);
    }

    public AkoolProvider Provider { get; }

    public static VideoRequest Least { get; } = new() { Provider = "Akool", Prompt = "slow push-in", Image = new ImageReference(ImageKind.Url, "https://example.com/hands.png") };

    /// <summary>The exchanges of these files; the key is <c>test-key</c>.</summary>
    public static AkoolBench Of(params string[] exchanges) => new(new RecordedNetwork("Akool", exchanges), "test-key");

    public static AkoolBench WithToken(params string[] exchanges) => new(new RecordedNetwork("Akool", exchanges), IdAndSecret);

    /// <summary>One answer to everything.</summary>
    public static AkoolBench Answering(int status, string body) => new(new StubNetwork(StubNetwork.Answer(status, body)), "test-key");

    public static AkoolBench Over(StubNetwork network, string? key = "test-key") => new(network, key);

    public static ValidatedRequest Validate(VideoRequest request) => new RequestValidator(AkoolDescription.Descriptor).Validate(request, skip: false);

    /// <summary>As the client hands it over, checked and with its images.</summary>
    public static Submission Submission(VideoRequest request, bool validate = true)
    {
        VideoRequest sent = validate ? Validate(request).Request : request;
        return new Submission("key", sent with { Count = null })
        {
            Image = sent.Image is { } image ? ImageContent.Of(image.Value) : null,
            LastImage = sent.LastImage is { } last ? ImageContent.Of(last.Value) : null,
        };
    }

    public Task<JobSnapshot> SubmitAsync(VideoRequest request) => Provider.SubmitAsync(Submission(request), CancellationToken.None);

    public void AssertPlayed() => _recorded!.AssertPlayed();

    public void Dispose() => _bench.Dispose();
}
