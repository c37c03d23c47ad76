using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>The job a reference means: by key, then by id with provider, then by what its text begins.</summary>
internal static class JobLookup
{
    /// <exception cref="VideoGenException"><c>JobNotFound</c>, <c>AmbiguousId</c>, or what the service said of a job made elsewhere.</exception>
    public static async Task<VideoJob> FindAsync(VideoClient client, JobReference reference, CancellationToken cancellationToken)
    {
        if (reference.Job is { } live)
        {
            return await client.RecallAsync(live, cancellationToken).ConfigureAwait(false);
        }

        if (reference.Key is { } key)
        {
            try
            {
                return await client.FindAsync(key, null, cancellationToken).ConfigureAwait(false);
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.JobNotFound && reference is { Id: not null, Provider: not null })
            {
                // Made with another journal: the service's id still finds it.
            }
        }

        if (reference is { Id: { } id, Provider: { } provider, Key: not null })
        {
            return (await client.AdoptAsync(id, provider, cancellationToken).ConfigureAwait(false)).Job;
        }

        return await client.FindAsync(reference.Id ?? reference.Key!, reference.Provider, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same out of the journal alone: no service is asked.</summary>
    /// <exception cref="VideoGenException"><c>JobNotFound</c>, <c>AmbiguousId</c>.</exception>
    public static async Task<VideoJob> FindKnownAsync(VideoClient client, JobReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindAsync(reference.Key ?? reference.Id!, reference.Key is null ? reference.Provider : null, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.JobNotFound && reference is { Key: not null, Id: { } id, Provider: { } provider })
        {
            // Made with another journal, and taken into this one.
            return await client.FindAsync(id, provider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The service that a job is to be read at; null where the journal answers, or nobody knows.</summary>
    public static async Task<string?> ProviderToAskAsync(VideoClient client, JobReference reference, CancellationToken cancellationToken)
    {
        VideoJob? job = reference.Job;
        try
        {
            job ??= await client.FindAsync(reference.Key ?? reference.Id!, reference.Key is null ? reference.Provider : null, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
            // Said when it is read.
        }

        return job is null ? reference.Provider : job.Status.IsSettled() ? null : job.Provider;
    }

    /// <summary>The job as its service has it now; one that the journal does not have is taken in where its provider is told.</summary>
    public static async Task<JobReading> ReadAsync(VideoClient client, JobReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadAsync(await FindAsync(client, reference, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.JobNotFound && reference is { Id: { } id, Provider: { } provider })
        {
            return await client.AdoptAsync(id, provider, cancellationToken).ConfigureAwait(false);
        }
    }
}
