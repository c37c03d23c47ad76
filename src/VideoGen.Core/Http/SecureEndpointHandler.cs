namespace VideoGen.Http;

/// <summary>Lets no request leave for plain http elsewhere, wherever its address came from.</summary>
internal sealed class SecureEndpointHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri!.RequireSecure();
        return base.SendAsync(request, cancellationToken);
    }
}
