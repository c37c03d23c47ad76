using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Says that no job has a name. A listing of a misspelt one is empty, and then the rest of a pipeline does nothing without a word.</summary>
internal static class NameSpelling
{
    /// <param name="services">Of the home.</param>
    /// <param name="jobs">Its jobs.</param>
    /// <param name="query">What was listed, by a name; a pattern that fits no job is no mistake. But for an exact batch nothing else of it narrows.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>A sentence or two for the user; null where there is such a job, which the rest of the query left out.</returns>
    public static async Task<string?> FindFaultAsync(ClientServices services, JobList jobs, JobQuery query, CancellationToken cancellationToken)
    {
        if (query.Name is not { } name || name.AsSpan().ContainsAny('*', '?'))
        {
            return null;
        }

        var named = new JobQuery { Name = name, Batch = query.ExactBatch };
        await foreach (JobReading reading in jobs.StreamAsync(named, refresh: false, static _ => { }, refreshed: null, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        IReadOnlyList<GlancedJob> glanced = await new HomeGlance(services.Options).JobsAsync("", cancellationToken).ConfigureAwait(false);
        IEnumerable<string> names = glanced.Select(one => one.Job).Where(job => named.Batch is not { } batch || batch.Equals(job.Batch, StringComparison.OrdinalIgnoreCase))
            .Select(job => job.Name ?? job.Prompt).OfType<string>();
        string place = named.Batch is { } inBatch ? $" in batch '{DisplayText.OneLine(inBatch, 60)}'" : "";
        string hint = Choices.Nearest(name, names) is { } nearest ? $" Did you mean {DisplayText.OneLine(nearest, 60)}?" : "";
        return $"There is no job named '{DisplayText.OneLine(name, 60)}'{place}.{hint}";
    }
}
