using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>
/// Taking over a submission whose owner is gone. Each change of hands is a numbered file that is created once: of several
/// processes that see the owner dead, one becomes the next.
/// </summary>
internal sealed class JobClaims(JournalFolders folders, Leases leases)
{
    /// <summary>The generation this process now holds, or null when somebody who is alive has it or was quicker.</summary>
    public async Task<int?> TryTakeAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Owner is { } owner && leases.IsAlive(owner))
        {
            return null;
        }

        for (int generation = entry.Generation + 1; ; generation++)
        {
            string path = Path.Combine(folders.Claims, $"{entry.Job.Key}.{generation}");
            if (AtomicFile.TryCreate(path, JsonSerializer.SerializeToUtf8Bytes(JobOwner.Current, JournalJson.Default.JobOwner), durable: false))
            {
                return generation;
            }

            // Whoever took this generation may have died before the entry named it.
            if (await ReadOwnerAsync(path, cancellationToken).ConfigureAwait(false) is not { } claimant || leases.IsAlive(claimant))
            {
                return null;
            }
        }
    }

    private static async Task<JobOwner?> ReadOwnerAsync(string path, CancellationToken cancellationToken)
    {
        byte[]? content = await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, JournalJson.Default.JobOwner);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
