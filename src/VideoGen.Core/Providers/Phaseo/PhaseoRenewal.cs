using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// Signed links of a completed job. Every read gives fresh ones; where the answer has none for a file that only a signed link
/// leads to, the August contract gives one on request (page, section 10).
/// </summary>
internal static class PhaseoRenewal
{
    /// <summary>The video with a link for each file that had none. Without that route it stays as it is, and the content endpoint is tried with the key.</summary>
    public static async Task<PhaseoVideo> AddLinksAsync(ApiTransport api, PhaseoVideo video, string id, CancellationToken cancellationToken)
    {
        // No more than a job can have: each is a request.
        foreach (int index in PhaseoOutputs.WithoutLink(video).Distinct().Take(PhaseoRules.MostOutputs))
        {
            try
            {
                ApiAnswer<PhaseoSignedLink> answer = await api.SendAsync(
                    HttpMethod.Post, ApiPath.Of("videos", id, "download_url"), new PhaseoLinkRequest(index), PhaseoJson.Default.PhaseoLinkRequest, PhaseoJson.Default.PhaseoSignedLink, ApiCall.Read, cancellationToken)
                    .ConfigureAwait(false);
                video = PhaseoOutputs.WithLink(video, index, answer.Body);
            }
            catch (VideoGenException e) when ((int?)e.HttpStatus is >= 400 and < 500 and not (401 or 429))
            {
                return video;
            }
        }

        return video;
    }
}
