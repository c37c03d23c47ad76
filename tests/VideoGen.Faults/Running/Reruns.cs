using VideoGen.Client;
using VideoGen.Faults.Audits;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Running;

/// <summary>What a user does who wants his clips: the same batch again, until nothing changes any more.</summary>
internal static class Reruns
{
    private const int Most = 6;

    /// <param name="run">One run over all rows.</param>
    /// <returns>What the last one told.</returns>
    public static async Task<IReadOnlyList<RowEnd>> UntilNothingChangesAsync(Func<Task<IReadOnlyList<RowEnd>>> run)
    {
        IReadOnlyList<RowEnd> before = [], ends = await run();
        for (int runs = 1; runs < Most && !ends.Select(end => end.Summary).SequenceEqual(before.Select(end => end.Summary)); runs++)
        {
            (before, ends) = (ends, await run());
        }

        return ends;
    }

    /// <summary>Reruns the batch, and holds it against the service's books.</summary>
    public static async Task<Audit> FinishAsync(FaultyService service, WorkFolder folder, VideoClient client, IReadOnlyList<VideoRequest> rows)
    {
        IReadOnlyList<RowEnd> ends = await UntilNothingChangesAsync(() => new BatchRun(client, BatchRun.Name, folder.Clips).RunAsync(rows, CancellationToken.None));
        return await new Auditor(service, folder).RunAsync(client, rows, ends);
    }

    /// <summary>Has what is unknown looked for at its service, and reruns the batch once more.</summary>
    public static async Task<Audit> ResolveAsync(FaultyService service, WorkFolder folder, VideoClient client, IReadOnlyList<VideoRequest> rows)
    {
        JobListing unknown = await client.ListAsync(new JobQuery { Status = [VideoStatus.Unknown] }, refresh: false, CancellationToken.None);
        await client.ResolveAsync([.. unknown.Jobs.Select(reading => reading.Job)], _ => { }, CancellationToken.None);
        return await FinishAsync(service, folder, client, rows);
    }
}
