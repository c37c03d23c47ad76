using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

/// <summary>Sends requests as they are, right or wrong: no retries, no redirects, no headers of its own.</summary>
internal sealed class ServiceCaller(Emulator emulator, string root = "") : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Sent with every request that is not told otherwise.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Task<ServiceAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, [.. Headers, .. headers]);

    public Task<ServiceAnswer> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, json, [.. Headers, .. headers]);

    /// <param name="method">Any.</param>
    /// <param name="path">Below the root, or a whole address.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="headers">All of them; without Content-Type the body is JSON.</param>
    public async Task<ServiceAnswer> SendAsync(string method, string path, string? body, IReadOnlyList<(string Name, string Value)> headers) =>
        await SendBytesAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers);

    public async Task<ServiceAnswer> SendBytesAsync(string method, string path, byte[]? body, IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(emulator.BaseUri, path.Contains("://", StringComparison.Ordinal) ? path : root + path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach ((string name, string value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }
        }

        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using HttpResponseMessage answer = await _invoker.SendAsync(request, tooLong.Token);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync(tooLong.Token);
        bool isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        return new ServiceAnswer((int)answer.StatusCode, isJson ? JsonNode.Parse(bytes) : null, bytes)
        {
            Headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    public void Dispose() => _invoker.Dispose();
}
