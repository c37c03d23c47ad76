using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A report that one of the services has signed.</summary>
/// <param name="Signature">The same for the same report, and for no other.</param>
internal sealed record VerifiedReport(WebhookSource Source, JobSnapshot Job, string Signature);

/// <summary>Finds out which service a request comes from: the one whose signature it bears.</summary>
internal sealed class WebhookVerifier(IReadOnlyList<WebhookSource> sources)
{
    /// <summary>Several only where servers of one kind share a secret. Empty: <paramref name="refusal"/> says why, of each.</summary>
    public IReadOnlyList<VerifiedReport> Verify(WebhookRequest request, DateTimeOffset receivedAt, out string refusal)
    {
        var verified = new List<VerifiedReport>();
        var reasons = new List<string>();
        foreach (WebhookSource source in sources)
        {
            var delivery = new WebhookDelivery(request.Headers, request.Body, source.Secret, receivedAt);
            try
            {
                verified.Add(new VerifiedReport(source, source.Reader.ReadWebhook(delivery), source.Reader.SignatureOf(delivery)));
            }
            catch (VideoGenException e)
            {
                reasons.Add(sources.Count == 1 ? e.Message : $"{source.Name}: {e.Message}");
            }
        }

        refusal = string.Join(' ', reasons);
        return verified;
    }
}
