using System.Net;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

/// <summary>Stands at the end of a pipeline in place of the network: answers in order, and keeps what each request was like.</summary>
internal sealed class StubNetwork(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly object _lock = new();

    public List<SentRequest> Sent { get; } = [];

    public static Func<HttpRequestMessage, HttpResponseMessage> Answer(int status, string body = "", string mediaType = "application/json", string? retryAfter = null) => _ =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, null, mediaType) };
        if (retryAfter is not null)
        {
            answer.Headers.Add("Retry-After", retryAfter);
        }

        return answer;
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Redirect(string location, int status = 302) => _ =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status);
        answer.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute);
        return answer;
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Fail(Exception exception) => _ => throw exception;

    /// <summary>A pipeline over this network whose delays are a millisecond.</summary>
    public HttpPipeline Pipeline(TimeProvider? time = null, HttpPipelineOptions? options = null) =>
        new(time ?? TimeProvider.System, new Random(1), (options ?? new HttpPipelineOptions { Retry = Quick }) with { Network = this });

    public static RetryPolicy Quick { get; } = new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        int number;
        lock (_lock)
        {
            Sent.Add(new SentRequest(request.Method.Method, request.RequestUri!, request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase), body));
            number = Sent.Count;
        }

        HttpResponseMessage answer = answers[Math.Min(number, answers.Length) - 1](request);
        answer.RequestMessage = request;
        return answer;
    }
}

/// <summary>A request as it reached the network.</summary>
internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
