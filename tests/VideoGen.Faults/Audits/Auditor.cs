using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Audits;

/// <summary>Holds a batch against its service's books: each clip is a whole file, or unknown and listed with its reason, or was not made and said so.</summary>
internal sealed class Auditor(FaultyService service, WorkFolder folder)
{
    /// <param name="rows">Of the batch, whose prompts differ.</param>
    /// <param name="ends">What its last run told.</param>
    /// <param name="clipsOf">Clips a row asks for; null for one, or its <c>Count</c>.</param>
    public async Task<Audit> RunAsync(VideoClient client, IReadOnlyList<VideoRequest> rows, IReadOnlyList<RowEnd> ends, Func<VideoRequest, int>? clipsOf = null)
    {
        JobListing listing = await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None);
        JobListing unknown = await client.ListAsync(new JobQuery { Status = [VideoStatus.Unknown] }, refresh: false, CancellationToken.None);
        VideoJob[] journal = [.. listing.Jobs.Select(reading => reading.Job)];
        ILookup<string?, VideoJob> jobs = journal.ToLookup(job => job.Prompt);
        ILookup<string, MadeJob> made = service.Made.ToLookup(job => job.Prompt);
        ILookup<string, RowEnd> told = ends.ToLookup(end => end.Prompt);
        Audit sum = rows
            .Select(row => new RowAudit(row.Prompt!, clipsOf?.Invoke(row) ?? row.Count ?? 1, [.. jobs[row.Prompt]], [.. made[row.Prompt!]], [.. told[row.Prompt!]]).Run())
            .Aggregate(new Audit(), (left, right) => left + right);

        string[] others = [.. Others(journal)];
        return sum with
        {
            Parts = others.Length,
            Temporaries = Directory.Exists(folder.Home) ? Directory.EnumerateFiles(folder.Home, "*.tmp", SearchOption.AllDirectories).Count() : 0,
            Broken =
            [
                .. sum.Broken,
                .. journal.Where(job => job.Status == VideoStatus.Unknown && unknown.Jobs.All(listed => listed.Job.Key != job.Key)).Select(job => $"{job.Prompt}: unknown and not listed as such."),
                .. journal.Where(job => rows.All(row => row.Prompt != job.Prompt)).Select(job => $"The journal has a job nobody asked for: {job.Prompt}"),
                .. listing.Damaged.Select(error => error.Message),
                .. others.Select(path => $"Left beside the clips: {Path.GetFileName(path)}"),
            ],
        };
    }

    /// <summary>What is in the folder of the clips and no job's file.</summary>
    private IEnumerable<string> Others(VideoJob[] journal)
    {
        var known = journal.Select(job => job.File).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Directory.Exists(folder.Clips) ? Directory.EnumerateFiles(folder.Clips).Where(path => !known.Contains(path)) : [];
    }
}
