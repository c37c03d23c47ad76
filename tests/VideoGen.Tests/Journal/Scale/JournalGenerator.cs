using System.Globalization;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal.Scale;

/// <summary>
/// Fills a home with jobs as months of use would. Open ones are made by the journal's own steps; the others are put where it puts them,
/// without a flush of each, which would take an hour for what years have gathered. The bench fills its journals with it too.
/// </summary>
internal sealed class JournalGenerator(string home, int seed)
{
    private readonly JournalFolders _folders = new(home);
    private readonly Random _random = new(seed);

    public string Provider { get; init; } = "Fake";

    /// <summary>The newest job is this old at least, so that what is made afterwards is newer.</summary>
    public DateTimeOffset Until { get; init; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Over how long a time the jobs were made.</summary>
    public TimeSpan Span { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Rows of a batch. Each row has its marker, as if it had been submitted.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Written as the module's first version did: in folders of months.</summary>
    public bool OldLayout { get; init; }

    public async Task FillAsync(int settled, int open)
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, settled + open).Select(index => Make(index, settled + open, index < settled))];
        var journal = new JobJournal(_folders);
        await Parallel.ForEachAsync(entries, async (entry, _) =>
        {
            Mark(entry);
            if (OldLayout && entry.IsDone)
            {
                PutOld(entry);
            }
            else if (entry.IsDone)
            {
                Put(entry);
            }
            else if (!await journal.TryCreateAsync(entry))
            {
                throw new InvalidOperationException($"The key {entry.Job.Key} is taken.");
            }
        });
    }

    private JournalEntry Make(int index, int all, bool isSettled)
    {
        DateTimeOffset created = Until - (Span * ((all - index) / (double)all));
        VideoStatus status = !isSettled ? VideoStatus.Running : _random.Next(20) == 0 ? VideoStatus.Failed : VideoStatus.Completed;
        string key = JobKey.New();
        string prompt = $"Shot {index}: a fox runs through fresh snow at dawn, long lens, soft light, slow dolly to the left";
        return new JournalEntry
        {
            Job = new VideoJob
            {
                Key = key,
                Id = $"video_{_random.NextInt64():x16}{index:x8}",
                Provider = Provider,
                Name = $"shot-{index}",
                Batch = string.Create(CultureInfo.InvariantCulture, $"batch-{index / BatchSize}"),
                Model = "fox-1",
                Status = status,
                Prompt = prompt,
                Duration = 6,
                CreatedAt = created,
                SubmittedAt = created,
                CompletedAt = isSettled ? created.AddMinutes(3) : null,
                Outputs = status == VideoStatus.Completed ? new VideoOutputs([new VideoOutput { Uri = new Uri($"https://cdn.example/{key}/clip.mp4"), MediaType = "video/mp4", Bytes = 4_000_000 }]) : VideoOutputs.None,
                Error = status == VideoStatus.Failed ? new JobError("moderation", "The prompt was refused.") : null,
                File = status == VideoStatus.Completed ? $"/clips/shot-{index}.mp4" : null,
                Raw = $$"""{"id":"{{key}}","object":"video","status":"done","prompt":"{{prompt}}","created_at":1790000000,"progress":100,"seconds":"6","size":"1280x720"}""",
            },
            Request = new VideoRequest { Provider = Provider, Prompt = prompt, Duration = 6, Model = "fox-1" },
            Fingerprint = $"{index:x64}",
            RowKey = $"{index:x64}",
            Saved = status == VideoStatus.Completed ? [new SavedOutput(0, $"/clips/shot-{index}.mp4", 4_000_000, new string('0', 64), created.AddMinutes(4))] : [],
        };
    }

    // Written by hand: the journal flushes each marker, which takes an hour for what years have gathered.
    private void Mark(JournalEntry entry)
    {
        string path = new BatchIndex(_folders).RowPath(entry.Job.Batch!, entry.RowKey!, attempt: 1);
        HomeFolder.Create(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new RowMarker(entry.Job.Key, entry.RowKey!, entry.Fingerprint), JournalJson.Default.RowMarker));
    }

    private void Put(JournalEntry entry)
    {
        var settled = new SettledFolders(_folders);
        var disk = new JournalDisk();
        foreach (string way in settled.Ways(entry.Job))
        {
            _ = disk.Mark(way);
        }

        string path = settled.Entry(entry.Job.Key);
        HomeFolder.Create(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, EntryFile.Serialize(entry));
    }

    private void PutOld(JournalEntry entry)
    {
        string month = Path.Combine(_folders.Settled, entry.Job.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        HomeFolder.Create(month);
        File.WriteAllBytes(Path.Combine(month, entry.Job.Key + JournalFolders.EntryExtension), EntryFile.Serialize(entry));
        File.WriteAllBytes(Path.Combine(month, $"{SettledFolders.IdFileName(entry.Job.Id!)}~{entry.Job.Key}{SettledFolders.IdExtension}"), []);
    }
}
