namespace VideoGen.Http;

/// <summary>Adds the request's credential when, and only when, the request goes to the credential's own origin.</summary>
internal sealed class CredentialHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(RequestOptions.Credential, out OriginCredential? credential))
        {
            // The message may have been sent before: an earlier hop of a redirect, or an earlier attempt.
            _ = request.Headers.Remove(credential.HeaderName);
            bool left = request.Options.TryGetValue(RequestOptions.LeftOrigin, out bool leftOrigin) && leftOrigin;
            if (!left && request.RequestUri is { } uri && credential.AppliesTo(uri))
            {
                Require(credential);
                _ = request.Headers.TryAddWithoutValidation(credential.HeaderName, credential.HeaderValue);
            }
        }

        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>Found out before anything is sent: below here it would be trouble of an unknown sort in the middle of a request.</summary>
    private static void Require(OriginCredential credential)
    {
        if (credential.HeaderValue.Any(character => character is < ' ' or > '~'))
        {
            throw new VideoGenException(VideoErrors.Unauthorized, $"The key for {credential.Origin.Host} has a character that no header can carry; it was probably not copied whole.");
        }
    }
}
