using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Tests.Http;

/// <summary>A made-up service at https://api.example whose errors look like <c>{"error":{"code":…,"message":…}}</c>.</summary>
internal static class TestService
{
    public const string Key = "key-0123456789";

    public static readonly Uri BaseUri = new("https://api.example/v1");

    public static OriginCredential Credential { get; } = OriginCredential.Bearer(BaseUri, new Secret(Key));

    public static ApiEndpoint Endpoint { get; } = new() { Name = "Example", BaseUri = BaseUri, Credential = Credential, ReadError = ReadError };

    public static Task<ApiAnswer<Echo>> SubmitAsync(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.SendAsync(HttpMethod.Post, "videos", new Echo { Id = "a" }, EchoJson.Default.Echo, EchoJson.Default.Echo, ApiCall.Submit, cancellationToken);

    public static Task<ApiAnswer<Echo>> ReadAsync(this ApiTransport transport, CancellationToken cancellationToken = default) =>
        transport.GetAsync("videos/a", EchoJson.Default.Echo, cancellationToken);

    private static ServiceError? ReadError(System.Net.HttpStatusCode status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            JsonElement error = json.RootElement.GetProperty("error");
            string? code = error.GetProperty("code").GetString();
            return new ServiceError(code, error.GetProperty("message").GetString()!)
            {
                Kind = code == "daily_quota" ? VideoErrors.QuotaReached : null,
                IsRefusal = code == "upstream_refused" ? true : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
