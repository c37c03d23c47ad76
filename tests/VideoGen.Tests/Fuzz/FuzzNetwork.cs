using System.Net;
using System.Net.Http.Headers;
using VideoGen.Http;

namespace VideoGen.Tests.Fuzz;

/// <summary>Stands in place of the network for one input: answers each request like a recorded one that was spoiled.</summary>
internal sealed class FuzzNetwork(IReadOnlyList<FuzzExchange> corpus, Random random) : HttpMessageHandler
{
    /// <summary>A service that goes on for ever is not what is looked for.</summary>
    private const int MostAnswers = 25;

    private static readonly string[] MediaTypes = ["application/json", "text/html", "text/plain; charset=utf-16", "application/octet-stream", "application/json; charset=bogus", "application/problem+json", ""];

    private readonly JsonMutator _mutator = new(random);

    public List<FuzzAnswer> Answers { get; } = [];

    /// <summary>What a billable request was answered with; null where none came.</summary>
    public FuzzAnswer? Billed { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        }

        bool isBillable = request.Options.TryGetValue(RequestOptions.Kind, out ApiCall kind) && kind == ApiCall.Submit;
        FuzzExchange recorded = Choose(request);

        bool spoil = random.Next(20) > 0;
        byte[] body = Answers.Count >= MostAnswers ? "{}"u8.ToArray() : spoil ? _mutator.Mutate(recorded.Body) : System.Text.Encoding.UTF8.GetBytes(recorded.Body);
        int status = Answers.Count >= MostAnswers ? 404 : !spoil || random.Next(5) < 3 ? recorded.Status : random.Next(2) == 0 ? 200 : random.Next(200, 600);
        string mediaType = random.Next(4) > 0 ? MediaTypes[0] : MediaTypes[random.Next(MediaTypes.Length)];
        var told = new FuzzAnswer($"{request.Method} {request.RequestUri!.PathAndQuery}", recorded.Name, status, mediaType, body);
        Answers.Add(told);
        Billed = isBillable ? told : Billed;
        return ToMessage(told, recorded, request);
    }

    /// <summary>One of those whose request is most like this one; now and then any.</summary>
    private FuzzExchange Choose(HttpRequestMessage request)
    {
        if (random.Next(20) == 0)
        {
            return corpus[random.Next(corpus.Count)];
        }

        string[] path = Segments(request.RequestUri!.AbsolutePath);
        var scored = corpus.Select(exchange => (Exchange: exchange, Score: ScoreOf(exchange, request.Method.Method, path))).ToArray();
        int best = scored.Max(pair => pair.Score);
        FuzzExchange[] likely = [.. scored.Where(pair => pair.Score == best).Select(pair => pair.Exchange)];
        return likely[random.Next(likely.Length)];
    }

    private static int ScoreOf(FuzzExchange exchange, string method, string[] path)
    {
        string[] recorded = Segments(exchange.Path.Split('?')[0]);
        int same = recorded.Zip(path).Count(pair => pair.First == pair.Second);
        return (2 * same) + (recorded.Length == path.Length ? 3 : 0) + (exchange.Method == method ? 4 : 0);
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private HttpResponseMessage ToMessage(FuzzAnswer told, FuzzExchange recorded, HttpRequestMessage request)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)told.Status) { RequestMessage = request, Content = new ByteArrayContent(told.Body) };
        if (told.MediaType.Length > 0)
        {
            _ = answer.Content.Headers.TryAddWithoutValidation("Content-Type", told.MediaType);
        }

        foreach ((string name, string value) in recorded.Headers)
        {
            _ = answer.Headers.TryAddWithoutValidation(name, random.Next(3) == 0 ? "nonsense\u00e9" : value);
        }

        switch (random.Next(20))
        {
            case 0:
                answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(random.Next(0, 100_000)));
                break;

            case 1:
                _ = answer.Headers.TryAddWithoutValidation("Location", random.Next(2) == 0 ? "//" : "https://elsewhere.example/x");
                break;
        }

        return answer;
    }
}

/// <summary>An answer that was given.</summary>
internal sealed record FuzzAnswer(string Request, string From, int Status, string MediaType, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public override string ToString() =>
        $"{Request} -> {Status} {MediaType} (from {From}): {System.Text.Encoding.UTF8.GetString(Body.Length > 1500 ? Body[..1500] : Body)}";
}
