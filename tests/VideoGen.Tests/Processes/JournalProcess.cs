using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoGen.Journal;

namespace VideoGen.Tests.Processes;

/// <summary>
/// A process that works on the jobs of a home with others, at random, and may be killed at any moment. What it was promised to
/// last it writes to a log of its own; so does every take-over that breaks the rules.
/// </summary>
internal sealed class JournalProcess(string home, string logs, int seed) : IDisposable
{
    private const string Batch = "shared";

    private readonly Random _random = new(seed);
    private readonly JournalFolders _folders = new(home);
    private readonly FileStream _log = new(Path.Combine(logs, $"{Environment.ProcessId}.log"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    // Held for life, and released by the system with it: how the others see that this process lives.
    private readonly FileStream _alive = new(Path.Combine(logs, $"{Environment.ProcessId}.alive"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    public static async Task<int> RunAsync(string home, string logs, string seed)
    {
        using var process = new JournalProcess(home, logs, int.Parse(seed, CultureInfo.InvariantCulture));
        await process.WorkAsync();
        return 0;
    }

    public void Dispose()
    {
        _log.Dispose();
        _alive.Dispose();
    }

    /// <summary>Until it is killed.</summary>
    private async Task WorkAsync()
    {
        var journal = new JobJournal(_folders);
        using var leases = new Leases(_folders.LeaseFiles, TimeProvider.System);
        var claims = new JobClaims(_folders, journal, leases);
        var rows = new BatchIndex(_folders);
        leases.Keep();
        for (int call = 0; call < 100_000; call++)
        {
            string row = $"row-{_random.Next(40)}";
            if (await rows.FindRowAsync(Batch, row, default) is not { } taken)
            {
                JournalEntry entry = Make(JobKey.New(), row);
                if (await rows.TryTakeRowAsync(Batch, new RowMarker(entry.Job.Key, row, "f"), 1))
                {
                    Log("row", row, entry.Job.Key);
                    _ = await journal.TryCreateAsync(entry);
                }

                continue;
            }

            string key = taken.Marker.JobKey;
            if (await journal.FindAsync(key, default) is { } found)
            {
                await AdvanceAsync(journal, claims, leases, found);
            }
            else if (!taken.Marker.Removed)
            {
                _ = await journal.TryCreateAsync(Make(key, row));
            }
        }
    }

    private async Task AdvanceAsync(JobJournal journal, JobClaims claims, Leases leases, JournalEntry entry)
    {
        string key = entry.Job.Key;
        switch (entry.Job.Status)
        {
            case VideoStatus.Pending or VideoStatus.Sending when entry.Owner is not { IsThisProcess: true }:
                JobOwner? former = null;
                JournalEntry? owned = await claims.TryTakeAsync(
                    key, current => { former = current.Owner; return current.Job.Status is VideoStatus.Pending or VideoStatus.Sending; }, current => current, default);
                if (owned is not null)
                {
                    Log("own", key, $"{owned.Generation}");
                    if (former is { } owner && owner != JobOwner.Current && await IsAliveAsync(owner.ProcessId))
                    {
                        Log("robbed", key, $"{owner.ProcessId}");
                    }
                }

                break;

            case VideoStatus.Pending or VideoStatus.Sending:
                VideoStatus next = entry.Job.Status + 1;
                JournalEntry? sent = await journal.UpdateAsync(
                    key, current => current.Owner is { IsThisProcess: true } && current.Generation == entry.Generation && current.Job.Status == entry.Job.Status
                        ? current with { Owner = next == VideoStatus.Unknown ? null : current.Owner, Job = current.Job with { Status = next == VideoStatus.Unknown ? VideoStatus.Queued : next, Id = next == VideoStatus.Unknown ? $"id-{key}" : null } }
                        : current,
                    durable: true, default);
                Log("state", key, $"{(int)(sent?.Job.Status ?? 0)}");
                break;

            case VideoStatus.Queued or VideoStatus.Running:
                JournalEntry? run = await journal.UpdateAsync(
                    key, current => current.Job.Status is VideoStatus.Queued or VideoStatus.Running ? current with { Job = current.Job with { Status = _random.Next(3) == 0 ? VideoStatus.Failed : VideoStatus.Running } } : current,
                    durable: true, default);
                Log("state", key, $"{(int)(run?.Job.Status ?? 0)}");
                break;

            default:
                _ = await journal.UpdateAsync(key, current => current with { Fingerprint = $"{_random.Next()}" }, durable: false, default);
                break;
        }
    }

    /// <summary>A process that was killed is gone with its first thread, and lets go of its files with its last: a moment later.</summary>
    private async Task<bool> IsAliveAsync(int process)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(2);)
        {
            try
            {
                using var file = new FileStream(Path.Combine(logs, $"{process}.alive"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return false;
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
            }
        }

        return true;
    }

    private void Log(params string[] words) => _log.Write(Encoding.ASCII.GetBytes(string.Join(' ', words) + "\n"));

    private static JournalEntry Make(string key, string row) => new()
    {
        Job = new VideoJob { Key = key, Provider = "Fake", Status = VideoStatus.Pending, Batch = Batch, Name = row, CreatedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) },
        Request = new VideoRequest { Prompt = row },
        Fingerprint = "f",
        RowKey = row,
        Owner = JobOwner.Current,
    };
}
