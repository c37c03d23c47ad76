using System.Net;

namespace VideoGen.Http;

/// <summary>
/// Follows redirects (RFC 9110 section 15.4) of GET and HEAD reads, at most <see cref="MaxHops"/>. Everything else gets the
/// 3xx as its answer: a submission that follows one could be paid twice. Each target is checked like a first address.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    public const int MaxHops = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestOptions.KindOf(request) != ApiCall.Read || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        Uri start = request.RequestUri!;
        request.Options.Set(RequestOptions.Hops, []);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            for (int hop = 0; hop < MaxHops && TargetOf(request.RequestUri!, response) is { } target; hop++)
            {
                response.Dispose();
                RefuseLoopbackFromElsewhere(request.RequestUri!, target);
                if (!target.HasSameOrigin(start))
                {
                    request.Options.Set(RequestOptions.LeftOrigin, true);
                }

                IReadOnlyList<Uri> before = request.Options.TryGetValue(RequestOptions.Hops, out IReadOnlyList<Uri>? hops) ? hops : [];
                request.Options.Set(RequestOptions.Hops, [.. before, target]);
                request.RequestUri = target;
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            return response;
        }
        finally
        {
            // The next attempt starts where this one did.
            request.RequestUri = start;
            request.Options.Set(RequestOptions.LeftOrigin, false);
        }
    }

    private static Uri? TargetOf(Uri from, HttpResponseMessage response)
    {
        bool isRedirect = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

        // An address that is none leads nowhere: the answer is then taken as it is.
        return isRedirect && response.Headers.Location is { } location && Uri.TryCreate(from, location, out Uri? target) ? target : null;
    }

    /// <summary>A service out there has no business sending us to servers on this machine.</summary>
    private static void RefuseLoopbackFromElsewhere(Uri from, Uri target)
    {
        if (target.IsLoopback && !from.IsLoopback)
        {
            throw new VideoGenException(VideoErrors.InsecureEndpoint, $"{from.ForDisplay()} redirects to this machine ({target.ForDisplay()}); that is refused.");
        }
    }
}
