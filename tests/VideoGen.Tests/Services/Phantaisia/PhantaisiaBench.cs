using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Providers.Phantaisia;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services.Phantaisia;

/// <summary>Requests to Phantaisia, and the provider over a network of the test's own.</summary>
internal static class PhantaisiaBench
{
    public const string Address = "https://example.com/photo.jpg";

    public static VideoRequest Portrait { get; } = new()
    {
        Provider = "Phantaisia",
        Prompt = "The subject turns and smiles.",
        Image = new ImageReference(ImageKind.Url, Address),
    };

    public static VideoRequest Transition { get; } = Portrait with { LastImage = new ImageReference(ImageKind.Url, "https://example.com/end.jpg") };

    public static VideoRequest Validate(VideoRequest request) => new RequestValidator(PhantaisiaProvider.Description).Validate(request, skip: false).Request;

    /// <summary>The request as the client hands it over: checked, its images in the form the service takes.</summary>
    public static Submission Submission(VideoRequest request, ImageContent? image = null, ImageContent? lastImage = null) => new("key", Validate(request))
    {
        Image = image ?? ImageContent.Of(request.Image!.Value),
        LastImage = request.LastImage is null ? null : lastImage ?? ImageContent.Of(request.LastImage.Value),
    };

    public static ImageContent Bytes(params byte[] content) => ImageContent.Of("photo.png", _ => Task.FromResult<Stream>(new MemoryStream(content)));

    /// <summary>What becomes of a submission that the service answers so.</summary>
    public static async Task<JobSnapshot> SubmitAsync(int status, string body, string mediaType = "application/json")
    {
        using var network = new StubNetwork(StubNetwork.Answer(status, body, mediaType));
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);
        return await new PhantaisiaProvider(bench.Context).SubmitAsync(Submission(Portrait), CancellationToken.None);
    }

    public static async Task<JobSnapshot?> ReadAsync(int status, string body, string mediaType = "application/json")
    {
        using var network = new StubNetwork(StubNetwork.Answer(status, body, mediaType));
        using var bench = new ProviderBench(PhantaisiaProvider.Description, network: network);
        return Assert.Single(await new PhantaisiaProvider(bench.Context).ReadAsync(["job-1"], CancellationToken.None));
    }
}
