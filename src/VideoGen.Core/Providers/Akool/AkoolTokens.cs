using System.Diagnostics.CodeAnalysis;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>
/// Tokens in exchange for clientId and clientSecret (page "Authentication"). One is good for more than a year, so it is fetched once
/// and kept in memory for as long as credential and address stay the same.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
internal sealed class AkoolTokens(ServiceConnection service)
{
    /// <summary>No server takes a longer header, and a secret is looked for in everything that is kept or shown.</summary>
    private const int LongestToken = 8 * 1024;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Id, string Secret, Uri Endpoint, Secret Token)? _kept;

    /// <summary>The token of the credential; fetched by the first of several that ask at once.</summary>
    /// <exception cref="VideoGenException">The service gives none, or cannot be reached.</exception>
    public async Task<Secret> GetAsync(ServiceCredential credential, CancellationToken cancellationToken)
    {
        Uri endpoint = service.Endpoint;
        string secret = credential.Secret.Reveal();
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_kept is { } kept && kept.Id == credential.Id && kept.Secret == secret && kept.Endpoint == endpoint)
            {
                return kept.Token;
            }

            Secret token = await FetchAsync(credential, secret, cancellationToken).ConfigureAwait(false);
            _kept = (credential.Id!, secret, endpoint, token);
            return token;
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Lets the next one who asks fetch a new token; unless somebody has done so already.</summary>
    public async Task ForgetAsync(Secret token, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_kept is { } kept && ReferenceEquals(kept.Token, token))
        {
            _kept = null;
        }

        _ = _gate.Release();
    }

    private async Task<Secret> FetchAsync(ServiceCredential credential, string secret, CancellationToken cancellationToken)
    {
        // The secret is in this one request's body instead of a header.
        ApiTransport transport = service.Open(AkoolErrors.Read, credential: null, credential.Secret);
        ApiAnswer<AkoolEnvelope> answer = await transport.SendAsync(
            HttpMethod.Post,
            "api/open/v3/getToken",
            new AkoolTokenOrder(credential.Id!, secret),
            AkoolOrderJson.Default.AkoolTokenOrder,
            AkoolAnswerJson.Default.AkoolEnvelope,
            ApiCall.Read,
            cancellationToken).ConfigureAwait(false);
        AkoolAnswer opened = AkoolAnswer.Of(answer, transport.Endpoint, ApiCall.Read);
        string? token = opened.Token ?? AkoolAnswer.Read(opened.Data, AkoolAnswerJson.Default.AkoolEnvelope)?.Token;
        return string.IsNullOrWhiteSpace(token) || token.Length > LongestToken
            ? throw new VideoGenException(VideoErrors.InvalidResponse, $"{service.Descriptor.Name} was asked for a token and gave none that can be used.") { HttpStatus = opened.Status }
            : new Secret(token);
    }
}
