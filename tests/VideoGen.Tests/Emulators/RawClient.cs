using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Tests.Emulators;

/// <summary>HTTP without any of the module's own rules: what is sent is what the test says, and redirects are answers.</summary>
internal sealed class RawClient(Uri baseUri) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Sent with every request that has none of the name itself.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Task<RawAnswer> GetAsync(string path) => SendAsync("GET", path);

    public Task<RawAnswer> PostAsync(string path, JsonNode body) => SendAsync("POST", path, body.ToJsonString());

    /// <param name="method">In capitals.</param>
    /// <param name="path">With the query; an absolute address for another origin.</param>
    /// <param name="json">The body as it is; null for none.</param>
    /// <param name="headers">In place of <see cref="Headers"/>.</param>
    public async Task<RawAnswer> SendAsync(string method, string path, string? json = null, IReadOnlyDictionary<string, string>? headers = null, string mediaType = "application/json") =>
        await SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, mediaType), headers);

    public async Task<RawAnswer> SendAsync(string method, string path, HttpContent? content, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(baseUri, path)) { Content = content };
        foreach ((string name, string value) in headers ?? Headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using HttpResponseMessage answer = await _http.SendAsync(request, patience.Token);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync(patience.Token);
        return new RawAnswer((int)answer.StatusCode, bytes, answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();
}
