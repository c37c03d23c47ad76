using System.Net;
using System.Security.Authentication;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Asks a service's origin, once and without a key, whether it is there. Nothing can be made that way.</summary>
/// <param name="endpointOf">Where a provider's requests go; throws what is wrong with the address.</param>
internal sealed class ServiceReach(HttpPipeline http, Func<ProviderDescriptor, Uri> endpointOf, TimeProvider time)
{
    /// <summary>From the connection to the end of the headers.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Finding Connection = new("Connection");
    private static readonly Finding Tls = new("Tls");

    public async Task<ServiceReachResult> AskAsync(ProviderDescriptor provider, CancellationToken cancellationToken)
    {
        Uri endpoint;
        try
        {
            endpoint = endpointOf(provider);
        }
        catch (VideoGenException e)
        {
            return new ServiceReachResult([Connection.Failed(provider.Name, e)], null);
        }

        var origin = new Uri(endpoint.GetLeftPart(UriPartial.Authority));
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // Nothing is said of the kind of request, so it is sent once, follows no redirect and carries no credential.
            using var request = new HttpRequestMessage(HttpMethod.Head, origin) { Version = http.Api.DefaultRequestVersion };
            using HttpResponseMessage answer = await http.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            TimeSpan? ahead = answer.Headers.Date is { } date ? time.GetUtcNow() - date : null;
            return new ServiceReachResult([Answered(provider.Name, origin, answer.StatusCode), .. Secure(provider.Name, origin)], ahead);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ServiceReachResult([Unreachable(provider.Name, origin, $"gave no answer within {Patience.TotalSeconds:0} s")], null);
        }
        catch (HttpRequestException e) when (Certificate(e) is { } trouble)
        {
            return new ServiceReachResult([Tls.Failed(provider.Name, $"{origin.Host}: {trouble.Message}",
                "Where a proxy looks into the traffic, let the system trust its root certificate; else update the system's root certificates and look at the clock.")], null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException or VideoGenException)
        {
            return new ServiceReachResult([Unreachable(provider.Name, origin, $"cannot be reached: {e.Message}")], null);
        }
    }

    private static VideoEnvironmentCheck Answered(string provider, Uri origin, HttpStatusCode status) => (int)status switch
    {
        407 => Connection.Failed(provider, $"The proxy on the way to {origin.ForDisplay()} asks who you are (407).", "Put the user and password into the proxy's address (HTTPS_PROXY), or let the system log on to it."),
        >= 500 => Connection.Warning(provider, $"{origin.ForDisplay()} answered {(int)status}.", "The service or a proxy before it has trouble; run this again later."),
        _ => Connection.Passed(provider, $"{origin.ForDisplay()} answers."),
    };

    private static IEnumerable<VideoEnvironmentCheck> Secure(string provider, Uri origin) =>
        origin.Scheme == Uri.UriSchemeHttps ? [Tls.Passed(provider, $"The certificate of {origin.Host} is trusted.")] : [];

    private static VideoEnvironmentCheck Unreachable(string provider, Uri origin, string trouble) =>
        Connection.Failed(provider, $"{origin.ForDisplay()} {trouble}", "Check the network, the firewall and the proxy (HTTPS_PROXY, NO_PROXY), for the account that runs this.");

    private static AuthenticationException? Certificate(Exception? e) => e is null ? null : e as AuthenticationException ?? Certificate(e.InnerException);
}

/// <summary>What came of asking.</summary>
/// <param name="Ahead">How far our clock is ahead of the service's; null where it told no time.</param>
internal sealed record ServiceReachResult(IReadOnlyList<VideoEnvironmentCheck> Checks, TimeSpan? Ahead);
