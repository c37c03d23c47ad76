using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>
/// Calls of the service with either way to prove who asks: the API key in <c>x-api-key</c>, or, where there is a clientId, a token as
/// <c>Authorization: Bearer</c> (page "Authentication"). Never both: the service would look at the token alone.
/// </summary>
internal sealed class AkoolAccess(ServiceConnection service)
{
    private const string KeyHeader = "x-api-key";

    private readonly AkoolTokens _tokens = new(service);

    public Task<AkoolAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, ApiCall.Read, content: null, cancellationToken);

    /// <param name="kind"><see cref="ApiCall.Read"/> or <see cref="ApiCall.Change"/>: the service reads by POST too.</param>
    public Task<AkoolAnswer> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, ApiCall kind, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, kind, () => ApiTransport.JsonBody(body, type), cancellationToken);

    /// <summary>Sends a billable request, once. A token that it is refused for is not used again; the next submission gets a new one.</summary>
    /// <exception cref="SubmissionRefusedException">The service made nothing.</exception>
    /// <exception cref="NotSentException">No byte of it left: that goes for all trouble with the token.</exception>
    public async Task<AkoolAnswer> SubmitAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        Line line;
        try
        {
            line = await OpenAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException e)
        {
            throw new NotSentException(new VideoGenException(VideoErrors.NotSubmitted, "Not sent: the command was stopped before it could be.", e));
        }
        catch (Exception e)
        {
            throw new NotSentException(VideoGenException.Of(e));
        }

        var request = new ApiRequest(HttpMethod.Post, path, ApiCall.Submit) { Content = ApiTransport.JsonBody(body, AkoolOrderJson.Default.JsonObject) };
        try
        {
            return await ExchangeAsync(line, request, cancellationToken).ConfigureAwait(false);
        }
        catch (SubmissionRefusedException e) when (line.Token is not null && AkoolErrors.IsOfToken(e.Reason))
        {
            await _tokens.ForgetAsync(line.Token, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<AkoolAnswer> SendAsync(HttpMethod method, string path, ApiCall kind, Func<HttpContent>? content, CancellationToken cancellationToken)
    {
        Line line = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ExchangeAsync(line, Request(), cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (line.Token is not null && AkoolErrors.IsOfToken(e))
        {
            await _tokens.ForgetAsync(line.Token, cancellationToken).ConfigureAwait(false);
            line = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return await ExchangeAsync(line, Request(), cancellationToken).ConfigureAwait(false);
        }

        ApiRequest Request() => new(method, path, kind) { Content = content?.Invoke() };
    }

    private static async Task<AkoolAnswer> ExchangeAsync(Line line, ApiRequest request, CancellationToken cancellationToken)
    {
        ApiAnswer<AkoolEnvelope> answer = await line.Transport.SendAsync(request, AkoolAnswerJson.Default.AkoolEnvelope, cancellationToken).ConfigureAwait(false);
        return AkoolAnswer.Of(answer, line.Transport.Endpoint, request.Kind);
    }

    private async Task<Line> OpenAsync(CancellationToken cancellationToken)
    {
        ServiceCredential credential = service.Credential!;
        if (credential.Id is null)
        {
            return new Line(service.OpenWithHeader(AkoolErrors.Read, KeyHeader), null);
        }

        Secret token = await _tokens.GetAsync(credential, cancellationToken).ConfigureAwait(false);
        return new Line(service.Open(AkoolErrors.Read, OriginCredential.Bearer(service.Endpoint, token), credential.Secret), token);
    }

    /// <param name="Token">Null where the key itself goes along.</param>
    private sealed record Line(ApiTransport Transport, Secret? Token);
}
