using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.Artnex;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Artnex;

/// <summary>Requests to Artnex, and the provider over a network of the test's own.</summary>
internal static class ArtnexBench
{
    public static VideoRequest Text { get; } = new()
    {
        Provider = "Artnex",
        Prompt = "A drone flying slowly over a misty mountain range at sunrise, cinematic, 4K",
    };

    public static VideoRequest Picture { get; } = Text with { Image = new ImageReference(ImageKind.Url, "https://example.com/lake.png") };

    public static VideoRequest Validate(VideoRequest request) => new RequestValidator(ArtnexProvider.Description).Validate(request, skip: false).Request;

    /// <summary>The request as the client hands it over: checked, its image in the form the service takes.</summary>
    public static Submission Submission(VideoRequest request, ImageContent? image = null) => new("key", Validate(request))
    {
        Image = request.Image is null ? null : image ?? ImageContent.Of(request.Image.Value),
    };

    public static ImageContent Bytes(params byte[] content) => ImageContent.Of("lake.png", _ => Task.FromResult<Stream>(new MemoryStream(content)));

    /// <summary>What becomes of a submission that the service answers so.</summary>
    public static async Task<JobSnapshot> SubmitAsync(int status, string body)
    {
        using var network = new StubNetwork(StubNetwork.Answer(status, body));
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network);
        try
        {
            return await new ArtnexProvider(bench.Context).SubmitAsync(Submission(Text), CancellationToken.None);
        }
        finally
        {
            _ = Assert.Single(network.Sent);
        }
    }

    /// <summary>What a read comes to that the service answers so, and nothing is resent after.</summary>
    public static async Task<JobSnapshot?> ReadAsync(int status, string body)
    {
        using var network = new StubNetwork(StubNetwork.Answer(status, body));
        using var bench = new ProviderBench(ArtnexProvider.Description, network: network);
        return Assert.Single(await new ArtnexProvider(bench.Context).ReadAsync(["req_1"], CancellationToken.None));
    }
}
