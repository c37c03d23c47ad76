using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Keeps two reads of one job as far apart as its service asks (<see cref="Providers.ProviderDescriptor.ReadSpacing"/>). The moment of a
/// read is kept beside the journal (<see cref="ReadMarks"/>), so that it holds for all commands and processes of a home.
/// </summary>
internal sealed class ReadTurns(ClientServices services)
{
    /// <summary>Takes the next read of a job. Null: it may be read now. Else how long not yet, and the job as the journal has it.</summary>
    public async Task<(VideoJob Job, TimeSpan Left)?> TakeAsync(VideoJob job, TimeSpan spacing, CancellationToken cancellationToken)
    {
        (VideoJob, TimeSpan)? tooSoon = null;
        try
        {
            // Under the entry's lock, so that of two processes one reads. The entry stays as it is.
            _ = await services.Journal.UpdateAsync(job.Key, entry =>
            {
                DateTimeOffset now = services.Time.GetUtcNow();
                TimeSpan? passed = now - services.ReadMarks.Find(job.Key);

                // A negative one comes from a clock that was set back.
                tooSoon = passed >= TimeSpan.Zero && passed < spacing ? (entry.Job, spacing - passed.Value) : null;
                if (tooSoon is null)
                {
                    services.ReadMarks.Set(job.Key, now);
                }

                return entry;
            }, durable: false, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
            // A journal that cannot be written stops no read: it is reported with what was read.
        }

        return tooSoon;
    }

    /// <summary>Notes that jobs were read just now: the pause begins with the answer, since nobody knows when the service got the question.</summary>
    public void Note(IEnumerable<VideoJob> jobs)
    {
        foreach (VideoJob job in jobs.Where(job => JobKey.IsKey(job.Key)))
        {
            try
            {
                services.ReadMarks.Set(job.Key, services.Time.GetUtcNow());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // As above.
            }
        }
    }
}
