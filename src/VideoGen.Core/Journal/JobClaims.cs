using System.Globalization;
using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>
/// Taking over a submission that nobody works on any more. It is decided on the entry as it is under its lock, never on one
/// that was read before: in between its owner may have sent it and ended. Each change of hands is also a numbered file that is
/// created once, so that one process gets it even where a share does not keep locks.
/// </summary>
internal sealed class JobClaims(JournalFolders folders, JobJournal journal, Leases leases)
{
    /// <summary>The entry, now this process's, or null when it is gone, not to be had, or in the hands of somebody alive.</summary>
    /// <param name="mayBeTaken">Asked of the entry as it is on disk.</param>
    /// <param name="renew">What the entry says from now on; its owner is filled in.</param>
    public async Task<JournalEntry?> TryTakeAsync(
        string key, Func<JournalEntry, bool> mayBeTaken, Func<JournalEntry, JournalEntry> renew, CancellationToken cancellationToken)
    {
        JournalEntry? taken = null;
        leases.Keep();
        try
        {
            _ = await journal.UpdateAsync(key, Take, durable: false, cancellationToken).ConfigureAwait(false);
            return taken;
        }
        catch when (taken is not null)
        {
            // The claim of a process that lives on and does not know that it has it would keep everybody away.
            _ = folders.Disk.Delete(PathOf(key, taken.Generation));
            throw;
        }

        JournalEntry Take(JournalEntry current)
        {
            if (!mayBeTaken(current) || (current.Owner is { } owner && leases.IsAlive(owner)) || Claim(current) is not { } generation)
            {
                return current;
            }

            return taken = renew(current) with { Owner = JobOwner.Current, Generation = generation };
        }
    }

    private int? Claim(JournalEntry entry)
    {
        for (int generation = entry.Generation + 1; ; generation++)
        {
            string path = PathOf(entry.Job.Key, generation);
            if (folders.Disk.TryCreate(path, JsonSerializer.SerializeToUtf8Bytes(JobOwner.Current, JournalJson.Default.JobOwner), Durability.None))
            {
                return generation;
            }

            // Whoever took this generation may have died before the entry named it.
            if (IsHeld(path))
            {
                return null;
            }
        }
    }

    private bool IsHeld(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalJson.Default.JobOwner) is { } claimant && leases.IsAlive(claimant);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Torn by a power cut, or just being deleted: its age decides.
            return leases.IsFresh(path);
        }
    }

    private string PathOf(string key, int generation) =>
        Path.Combine(folders.Claims, string.Create(CultureInfo.InvariantCulture, $"{key}.{generation}"));
}
