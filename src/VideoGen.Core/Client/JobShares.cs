using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>How the clips of one row are spread over jobs: as many in each as the service makes at once.</summary>
internal static class JobShares
{
    /// <summary>The request of each job. Never empty.</summary>
    public static IReadOnlyList<VideoRequest> Of(ProviderDescriptor provider, VideoRequest request)
    {
        int perJob = provider.OutputsPerJob;
        int wanted = request.Count ?? 1;
        int jobs = ((wanted - 1) / perJob) + 1;
        if (jobs == 1)
        {
            return [request.Count is null or > 1 ? request : request with { Count = null }];
        }

        return [.. Enumerable.Range(0, jobs).Select(job => request with { Count = Math.Min(perJob, wanted - (job * perJob)) is > 1 and var outputs ? outputs : null })];
    }
}
