using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Keeps two reads of one job as far apart as its service asks (<see cref="Providers.ProviderDescriptor.ReadSpacing"/>). The moment of a
/// read is kept in the job's entry, so that it holds for all commands and processes of a home.
/// </summary>
internal sealed class ReadTurns(ClientServices services)
{
    /// <summary>Takes the next read of a job. Null: it may be read now. Else how long not yet, and the job as the journal has it.</summary>
    public async Task<(VideoJob Job, TimeSpan Left)?> TakeAsync(VideoJob job, TimeSpan spacing, CancellationToken cancellationToken)
    {
        (VideoJob, TimeSpan)? tooSoon = null;
        await UpdateAsync(job, entry =>
        {
            DateTimeOffset now = services.Time.GetUtcNow();
            TimeSpan? passed = now - entry.ReadAt;

            // A negative one comes from a clock that was set back.
            tooSoon = passed >= TimeSpan.Zero && passed < spacing ? (entry.Job, spacing - passed.Value) : null;
            return tooSoon is null ? entry with { ReadAt = now } : entry;
        }, cancellationToken).ConfigureAwait(false);
        return tooSoon;
    }

    /// <summary>Notes that jobs were read just now: the pause begins with the answer, since nobody knows when the service got the question.</summary>
    public async Task NoteAsync(IEnumerable<VideoJob> jobs, CancellationToken cancellationToken)
    {
        foreach (VideoJob job in jobs)
        {
            await UpdateAsync(
                job, entry => entry.Job.Status.IsSettled() ? entry : entry with { ReadAt = services.Time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A journal that cannot be written stops no read: it is reported with what was read.</summary>
    private async Task UpdateAsync(VideoJob job, Func<JournalEntry, JournalEntry> change, CancellationToken cancellationToken)
    {
        try
        {
            _ = await services.Journal.UpdateAsync(job.Key, change, durable: false, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
        }
    }
}
