using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>The traces of the last submissions that made nothing, each with the entry that the journal has let go of.</summary>
internal sealed class RefusedTraces(string folder, string traceExtension)
{
    /// <summary>How many are kept.</summary>
    private const int Most = 20;

    private const string EntryExtension = ".json";

    /// <summary>Where the trace of a refused submission lies.</summary>
    public string TraceOf(string key) => Path.Combine(folder, key + traceExtension);

    /// <summary>The entry; null where there is none.</summary>
    /// <param name="key">Null for the last of all.</param>
    public async Task<JournalEntry?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        string? path = key is null ? Entries().LastOrDefault() : JobKey.IsKey(key) ? EntryOf(key) : null;
        return path is null ? null : await EntryFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps the entry as one that failed for a reason.</summary>
    public Task KeepAsync(JournalEntry entry, VideoGenException reason)
    {
        var refused = entry with { Owner = null, Job = entry.Job with { Status = VideoStatus.Failed, Cost = null, Error = new JobError(reason.ServiceCode ?? reason.ErrorId, reason.Message) } };
        return AtomicFile.WriteAsync(EntryOf(entry.Job.Key), EntryFile.Serialize(refused), durable: false, CancellationToken.None);
    }

    /// <summary>Deletes all but the last few.</summary>
    /// <returns>The keys of those that are gone.</returns>
    public IReadOnlyList<string> Sweep()
    {
        string[] old = [.. Entries().SkipLast(Most)];
        foreach (string entry in old)
        {
            File.Delete(entry);
            File.Delete(Path.ChangeExtension(entry, traceExtension));
        }

        return [.. old.Select(entry => Path.GetFileNameWithoutExtension(entry))];
    }

    private string EntryOf(string key) => Path.Combine(folder, key + EntryExtension);

    private string[] Entries() => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*" + EntryExtension).OrderBy(File.GetLastWriteTimeUtc)] : [];
}
