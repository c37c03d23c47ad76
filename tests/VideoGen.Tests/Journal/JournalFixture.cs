using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

/// <summary>A journal in a folder of its own, and entries for it.</summary>
internal sealed class JournalFixture : IDisposable
{
    /// <summary>No process has this number: Linux ends at 4,194,304, and Windows' are multiples of four.</summary>
    public static readonly JobOwner Dead = JobOwner.Current with { ProcessId = 4_194_305, ProcessStart = 1 };

    public static readonly JobOwner Elsewhere = new("another-host", 17, 4711);

    public JournalFixture()
    {
        Folders = new JournalFolders(Home.Path);
        Journal = new JobJournal(Folders);
        Leases = new Leases(Folders.LeaseFiles, Time);
        Claims = new JobClaims(Folders, Journal, Leases);
        Batches = new BatchIndex(Folders);
    }

    public TemporaryHome Home { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public JournalFolders Folders { get; }

    public JobJournal Journal { get; }

    public Leases Leases { get; }

    public JobClaims Claims { get; }

    public BatchIndex Batches { get; }

    public static JournalEntry Entry(VideoStatus status = VideoStatus.Queued, string? id = null, string? key = null) => new()
    {
        Job = new VideoJob
        {
            Key = key ?? JobKey.New(),
            Id = id,
            Provider = "Fake",
            Status = status,
            CreatedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Request = new VideoRequest { Prompt = "a fox" },
        Fingerprint = "f",
    };

    /// <summary>Writes a new entry as an earlier process left it.</summary>
    public JournalEntry Put(JournalEntry entry)
    {
        Assert.True(Journal.TryCreateAsync(entry).GetAwaiter().GetResult());
        return entry;
    }

    public Task<JournalEntry?> FindAsync(JournalEntry entry) => Journal.FindAsync(entry.Job.Key, CancellationToken.None);

    public Task<JournalEntry?> UpdateAsync(JournalEntry entry, Func<JournalEntry, JournalEntry> change) =>
        Journal.UpdateAsync(entry.Job.Key, change, durable: false, CancellationToken.None);

    public Task<JournalEntry?> SetAsync(JournalEntry entry, VideoStatus status) =>
        UpdateAsync(entry, current => current with { Job = current.Job with { Status = status } });

    /// <summary>A sign of life of a process of another host.</summary>
    public void WriteLease(JobOwner owner, TimeSpan age)
    {
        _ = Directory.CreateDirectory(Folders.LeaseFiles);
        string path = Path.Combine(Folders.LeaseFiles, $"{owner.Host}-{owner.ProcessId}-{owner.ProcessStart}.lease");
        File.WriteAllText(path, "1");
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path) - age);
    }

    public void Dispose()
    {
        Leases.Dispose();
        Home.Dispose();
    }
}
