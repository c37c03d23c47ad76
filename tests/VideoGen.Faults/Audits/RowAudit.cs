using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Running;

namespace VideoGen.Faults.Audits;

/// <summary>Holds what became of one row against what the service made of it. Pure, but for reading the files.</summary>
/// <param name="Prompt">Of the row, and of no other one.</param>
/// <param name="Wanted">Clips it asks for.</param>
/// <param name="Jobs">What the journal has of it.</param>
/// <param name="Made">What the service has made of it.</param>
/// <param name="Ends">What the last run told of it.</param>
internal sealed record RowAudit(string Prompt, int Wanted, IReadOnlyList<VideoJob> Jobs, IReadOnlyList<MadeJob> Made, IReadOnlyList<RowEnd> Ends)
{
    public Audit Run()
    {
        var broken = new List<string>();
        int duplicates = Math.Max(0, Made.Count - Wanted);
        int unknown = Jobs.Count(job => job.Status == VideoStatus.Unknown);
        int unowned = Made.Count(made => Jobs.All(job => job.Id != made.Id));
        int lost = Math.Max(0, unowned - unknown - duplicates);
        int saved = Jobs.Count(job => job.File is not null && Problem(job) is null);
        int damaged = Jobs.Count(job => job.File is not null && Problem(job) is not null);
        int missing = Wanted - Jobs.Count;
        if (duplicates > 0)
        {
            broken.Add($"{Prompt}: {Made.Count} jobs were made of {Wanted}.");
        }

        if (lost > 0)
        {
            broken.Add($"{Prompt}: {lost} jobs were made and nothing here knows of them.");
        }

        broken.AddRange(Jobs.Select(Problem).OfType<string>().Select(problem => $"{Prompt}: {problem}"));
        broken.AddRange(Jobs.Where(job => job.Id is not null).GroupBy(job => job.Id).Where(group => group.Count() > 1).Select(group => $"{Prompt}: several entries have the job {group.Key}."));
        if (missing < 0)
        {
            broken.Add($"{Prompt}: the journal has {Jobs.Count} entries for {Wanted} clips.");
        }

        if (missing > Ends.Count(end => end.Job is null && end.Error is not null))
        {
            broken.Add($"{Prompt}: {missing} clips have neither a job nor an error that was told.");
        }

        return new Audit
        {
            Wanted = Wanted,
            Made = Made.Count,
            Duplicates = duplicates,
            Lost = lost,
            Saved = saved,
            Damaged = damaged,
            Unknown = unknown,
            UnknownNotMade = Math.Max(0, unknown - unowned),
            Errors = Math.Max(0, missing),
            Broken = broken,
        };
    }

    /// <summary>What is wrong with the end of a job; null where it is a whole file, or unknown with a reason.</summary>
    private string? Problem(VideoJob job)
    {
        if (job.File is not { } path)
        {
            return job.Status == VideoStatus.Unknown && !string.IsNullOrWhiteSpace(job.Error?.Message) ? null
                : $"{job.ShortId} ended as {job.Status} without a file ({job.Error?.ToString() ?? "no reason"}).";
        }

        MadeJob? made = Made.FirstOrDefault(made => made.Id == job.Id);
        return made is null ? $"{job.ShortId} is saved and its service has no job {job.Id}."
            : !File.Exists(path) ? $"{path} is not there."
            : !File.ReadAllBytes(path).AsSpan().SequenceEqual(made.Clip()) ? $"{path} is not what the service served for {job.Id}."
            : null;
    }
}
