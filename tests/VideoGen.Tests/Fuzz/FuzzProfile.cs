using System.Text;
using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Phaseo;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Tests.Fuzz;

/// <summary>What is different from service to service.</summary>
/// <param name="IdPath">Where the answer to a submission has the id, by the service's documentation.</param>
internal sealed record FuzzProfile(string Provider, string[] IdPath)
{
    private static readonly DateTimeOffset Reported = DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000);

    private const string ClientId = "AKtestClientId0123456789==";

    /// <summary>Uploaded before: with an upload of its own, hardly a submission would get as far as being sent.</summary>
    private const string DaftyUpload = "5c1e8b34-2a9f-4d61-8e07-3b2c1a0f9d4e";

    private const string ClientSecret = "abcdefghijklmnopqrstuvwx";

    public static IReadOnlyList<FuzzProfile> All { get; } =
    [
        new("Akool", ["data", "_id"]), new("Artnex", ["request_id"]), new("Dafty", ["data", "id"]),
        new("OpenAI", ["id"]), new("Phantaisia", ["id"]), new("Phaseo", ["id"]),
    ];

    public ProviderEntry Entry => ProviderCatalog.BuiltIn.Find(Provider);

    public ServiceCredential Credential(Random random) => Provider == "Akool" && random.Next(3) == 0
        ? new ServiceCredential(ClientId, new Secret(ClientSecret))
        : new ServiceCredential(null, new Secret("test-key"));

    public Submission Submission(Random random)
    {
        bool withImage = Provider is "Akool" or "Phantaisia" or "Dafty" || random.Next(2) == 0;
        var image = new ImageReference(ImageKind.Url, "https://example.com/lake.png");
        var request = new VideoRequest { Provider = Provider, Prompt = "A boat", Image = withImage ? image : null };
        request = new RequestValidator(Entry.Descriptor).Validate(request, skip: true).Request;
        ImageContent? content = !withImage ? null
            : Provider == "Dafty" && random.Next(4) > 0 ? ImageContent.Of(DaftyUpload)
            : Provider == "Dafty" ? ImageContent.Of("logo.gif", _ => Task.FromResult<Stream>(new MemoryStream("GIF89a, as text"u8.ToArray())))
            : ImageContent.Of(image.Value);
        return new Submission("0123456789abcdef", Provider == "Phaseo" ? request with { Model = "openai/sora-2", Duration = 4 } : request with { Model = request.Model ?? (Entry.Descriptor.Models is [var first, ..] ? first.Name : "m"), Duration = 6 })
        {
            Image = content,
        };
    }

    /// <summary>A report that is signed, so that it is read at all.</summary>
    public WebhookDelivery Report(string body)
    {
        if (Provider == "Akool")
        {
            string sealedBody = AkoolSeal.Seal(ClientId, ClientSecret, Reported.ToUnixTimeMilliseconds(), "4821", body).ToJsonString();
            return new WebhookDelivery(new Dictionary<string, string>(), Encoding.UTF8.GetBytes(sealedBody), new ServiceCredential(ClientId, new Secret(ClientSecret)), Reported);
        }

        string time = $"{Reported.ToUnixTimeSeconds()}";
        var headers = new Dictionary<string, string> { ["x-phaseo-timestamp"] = time, ["x-phaseo-signature"] = PhaseoSignature.Of("whsec_test", $"{time}.{body}") };
        return new WebhookDelivery(headers, Encoding.UTF8.GetBytes(body), new ServiceCredential(null, new Secret("whsec_test")), Reported);
    }

    public string Report(IReadOnlyList<FuzzExchange> corpus, Random random) => random.Next(3) == 0 ? corpus[random.Next(corpus.Count)].Body
        : Provider == "Akool" ? """{"_id":"68919a464b4dbdd4ab3d3034","status":3,"type":"image2Video","url":"https://example.invalid/out.mp4"}"""
        : """{"type":"video.completed","created_at":1775037600,"data":{"id":"G-1","object":"video","status":"completed","progress":100,"download_url":"https://files.example.com/1","expires_at":1775038500,"billing":{"currency":"usd","settled_user_cost":"0.40","state":"settled"}}}""";
}
