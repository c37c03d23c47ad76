using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using VideoGen.Providers;

namespace VideoGen.Http;

/// <summary>Typed JSON to and from one service. Reads are resent below it; see <see cref="ApiCall"/>.</summary>
/// <remarks>
/// Every failure is a <see cref="VideoGenException"/>, but two of a submission: <see cref="SubmissionRefusedException"/> when
/// the service surely made nothing, <see cref="NotSentException"/> when no byte left, as when it was cancelled while a rate limit
/// held it back. After anything else of a submission, any other cancellation included, nobody knows whether it was paid for.
/// </remarks>
public sealed class ApiTransport(HttpPipeline pipeline, ApiEndpoint endpoint)
{
    /// <summary>Levels of nesting that are read; documented answers have fewer than ten.</summary>
    private const int MaxDepth = 64;

    public ApiEndpoint Endpoint => endpoint;

    /// <summary>Sends a JSON body and reads a JSON answer.</summary>
    public Task<ApiAnswer<TResponse>> SendAsync<TRequest, TResponse>(
        HttpMethod method,
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        ApiCall kind,
        CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(method, path, kind) { Content = JsonBody(body, requestType) }, responseType, cancellationToken);

    public Task<ApiAnswer<TResponse>> GetAsync<TResponse>(string path, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Get, path, ApiCall.Read), responseType, cancellationToken);

    /// <summary>Sends any request and reads a JSON answer.</summary>
    public async Task<ApiAnswer<TResponse>> SendAsync<TResponse>(ApiRequest request, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(responseType);
        using HttpResponseMessage answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] bytes = await WholeAnswer.BytesOfAsync(answer, cancellationToken).ConfigureAwait(false);
        string text = Encoding.UTF8.GetString(bytes);
        try
        {
            // Where nothing was found, the key is not echoed either; nearly all answers are looked through once.
            string masked = ApiFailure.Mask(endpoint, text);
            TResponse body = Parse(bytes, masked == text ? null : EchoOf(text), responseType) ?? throw new JsonException("The answer is null.");
            return new ApiAnswer<TResponse>(body, masked, answer.StatusCode, answer.Headers);
        }
        catch (JsonException e)
        {
            throw ApiFailure.Unreadable(endpoint, answer, text, e);
        }
    }

    /// <summary>Sends a request whose answer's body does not matter, and returns that body's text.</summary>
    public async Task<string> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return ApiFailure.Mask(endpoint, await AnswerText.ReadAsync(answer, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A JSON body for <see cref="ApiRequest.Content"/>.</summary>
    public static HttpContent JsonBody<T>(T body, JsonTypeInfo<T> type) => JsonBody(JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>A body that is JSON already.</summary>
    internal static HttpContent JsonBody(byte[] json)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private async Task<HttpResponseMessage> ExchangeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using HttpRequestMessage message = CreateMessage(request);
        HttpResponseMessage answer;
        try
        {
            answer = await pipeline.Api.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (request.Kind == ApiCall.Submit && e.Kind != VideoErrors.InvalidResponse)
        {
            // A handler refused to send it, or its own content did before its end, which no service can take for a whole request.
            throw new NotSentException(e);
        }
        catch (OperationCanceledException e) when (request.Kind == ApiCall.Submit && !(message.Options.TryGetValue(RequestOptions.HasLeft, out bool hasLeft) && hasLeft))
        {
            throw new NotSentException(new VideoGenException(VideoErrors.NotSubmitted, $"It was stopped before it was sent to {endpoint.Name}.", e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            VideoGenException failure = ApiFailure.Unreachable(endpoint, e);
            throw request.Kind == ApiCall.Submit && ResendRules.WasNotSent(e) ? new NotSentException(failure) : failure;
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await FailureAsync(request, answer, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Exception> FailureAsync(ApiRequest request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        string text = await AnswerText.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        ServiceError? stated = EchoOf(text) is { } masked ? endpoint.ReadError(answer.StatusCode, masked) : null;
        if ((stated ?? endpoint.ReadError(answer.StatusCode, text)) is not { } error)
        {
            return ApiFailure.Foreign(endpoint, answer, text);
        }

        VideoGenException reason = ApiFailure.Stated(endpoint, error, answer.StatusCode, RequestIds.Of(answer.Headers), RetryPolicy.RetryAfter(answer, pipeline.Time.GetUtcNow()));
        bool refused = error.IsRefusal ?? (int)answer.StatusCode is >= 400 and < 500 and not 408;
        return request.Kind == ApiCall.Submit && refused ? new SubmissionRefusedException(reason) : reason;
    }

    /// <summary>An answer that echoes the key, without it; null where it does not, or where the key may be found in it by chance.</summary>
    private string? EchoOf(string text)
    {
        Secret?[] secrets = [endpoint.Credential?.Secret, .. endpoint.Hidden];
        string masked = secrets.Aggregate(text, (rest, secret) => secret is { IsDistinctive: true } ? secret.RemoveFrom(rest) : rest);
        return masked == text ? null : masked;
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, endpoint.Resolve(request.Path)) { Content = request.Content, Version = pipeline.Api.DefaultRequestVersion };
        message.Headers.Accept.Add(new("application/json"));
        message.Options.Set(RequestOptions.Kind, request.Kind);
        message.Options.Set(RequestOptions.ErrorReader, endpoint.ReadError);
        if (request.LeastPause is { } pause)
        {
            message.Options.Set(RequestOptions.LeastPause, pause);
        }

        if (request.IsHeld)
        {
            message.Options.Set(RequestOptions.IsHeld, true);
        }

        message.Options.Set(RequestOptions.Secrets, endpoint.Hidden);
        if (endpoint.Credential is { } credential)
        {
            message.Options.Set(RequestOptions.Credential, credential);
        }

        // Requests to elsewhere, such as uploads to a storage, are not what the service counts.
        if (endpoint.Gate is { } gate && message.RequestUri!.HasSameOrigin(endpoint.BaseUri))
        {
            message.Options.Set(RequestOptions.Gate, gate);
            message.Options.Set(RequestOptions.Bucket, request.Bucket);
        }

        message.Options.Set(RequestOptions.Stopping, request.Stopping);
        if (request.HeldBack is { } heldBack)
        {
            message.Options.Set(RequestOptions.HeldBack, heldBack);
        }

        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    /// <param name="masked">The answer without the key it echoes, so that no member of a job has it; null where it echoes none.</param>
    private static T? Parse<T>(byte[] bytes, string? masked, JsonTypeInfo<T> type)
    {
        if (masked is null)
        {
            return Parse(bytes, type);
        }

        try
        {
            return Parse(Encoding.UTF8.GetBytes(masked), type);
        }
        catch (JsonException)
        {
            // A key of digits may stand where there is no text. What was paid for counts more.
            return Parse(bytes, type);
        }
    }

    private static T? Parse<T>(byte[] received, JsonTypeInfo<T> type)
    {
        // A byte that is no UTF-8 would make the text that it stands in unreadable, and with it what was paid for.
        byte[] bytes = HalfCharacters.Mend(Utf8.IsValid(received) ? received : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(received)));
        ReadOnlySpan<byte> json = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        T? body = JsonSerializer.Deserialize(ref reader, type);
        return reader.Read() ? throw new JsonException("Something follows the JSON.") : body;
    }
}
