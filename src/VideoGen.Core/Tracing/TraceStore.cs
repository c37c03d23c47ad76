using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VideoGen.Http;
using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>
/// The traces of a home: <c>traces/KEY.jsonl</c>, one line an exchange, bounded, private like all of the home. An aid: what cannot be
/// written is left out, and nothing else is the worse for it. An answer that is the same as the last one is only counted.
/// </summary>
internal sealed class TraceStore(string home, bool isOn)
{
    /// <summary>Bytes at which a trace is thinned out.</summary>
    private const int Largest = 512 * 1024;

    private const string TraceExtension = ".jsonl";

    private const int MostLines = 200;
    private const int FirstLines = 30;
    private const int LastLines = 70;

    private readonly ConcurrentDictionary<string, JobTrace> _traces = new(StringComparer.Ordinal);
    private readonly RefusedTraces _refused = new(Path.Combine(home, "traces", "refused"), TraceExtension);

    /// <summary>Jobs whose last answers are remembered.</summary>
    internal int Remembered => _traces.Count;

    public string Folder { get; } = Path.Combine(home, "traces");

    /// <summary>Null where nothing is recorded and nobody listens.</summary>
    /// <param name="purpose">What the work is for, in a word.</param>
    /// <param name="secrets">Beside those that the requests themselves name.</param>
    public TraceScope? Begin(string purpose, IEnumerable<TraceTarget> targets, params Secret?[] secrets)
    {
        TraceTarget[] known = isOn || ExchangeListener.Current is not null ? [.. targets.Where(target => JobKey.IsKey(target.Key))] : [];
        return known.Length == 0 ? null : new TraceScope(isOn ? this : null, purpose, known, secrets);
    }

    public TraceScope? Begin(string purpose, IEnumerable<VideoJob> jobs, params Secret?[] secrets) =>
        Begin(purpose, jobs.Select(job => new TraceTarget(job.Key, job.Id)), secrets);

    /// <summary>The lines of a job, oldest first; those that cannot be read are left out. Empty where it has none.</summary>
    public async Task<IReadOnlyList<TraceRecord>> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (_traces.TryGetValue(key, out JobTrace? trace))
        {
            Write(new TraceTarget(key, null), trace, [], new TraceSecrets());
        }

        var file = new FileInfo(PathOf(key));
        file = file.Exists ? file : new FileInfo(_refused.TraceOf(key));
        if (!file.Exists || file.Length > 4 * Largest)
        {
            return [];
        }

        byte[] content = await AtomicFile.TryReadAsync(file.FullName, cancellationToken).ConfigureAwait(false) ?? [];
        return [.. Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<TraceRecord>()];
    }

    /// <summary>The entry of a submission that was refused lately; null where there is none.</summary>
    /// <param name="key">Null for the last of all.</param>
    public Task<JournalEntry?> FindRefusedAsync(string? key, CancellationToken cancellationToken) => _refused.FindAsync(key, cancellationToken);

    /// <summary>Keeps the trace of a submission that made nothing, with the entry that the journal lets go of. Only the last few are kept.</summary>
    public async Task KeepRefusedAsync(JournalEntry entry, VideoGenException reason)
    {
        string key = entry.Job.Key;
        try
        {
            string path = PathOf(key);
            if (!isOn || (!File.Exists(path) && TraceScope.Current is null))
            {
                // Nothing was exchanged.
                return;
            }

            JobTrace trace = _traces.GetOrAdd(key, _ => new JobTrace());
            await _refused.KeepAsync(entry, reason).ConfigureAwait(false);
            lock (trace)
            {
                trace.IsRefused = true;
                if (File.Exists(path))
                {
                    File.Move(path, PathOf(key), overwrite: true);
                }
            }

            foreach (string old in _refused.Sweep())
            {
                _ = _traces.TryRemove(old, out _);
            }
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>The job is waited for no longer. What came again is written down.</summary>
    public void Forget(string key)
    {
        if (_traces.TryRemove(key, out JobTrace? trace))
        {
            try
            {
                Write(new TraceTarget(key, null), trace, [], new TraceSecrets());
            }
            catch (Exception)
            {
                // See the summary of the class.
            }
        }
    }

    public void Remove(string key)
    {
        _ = _traces.TryRemove(key, out _);
        try
        {
            if (JobKey.IsKey(key))
            {
                File.Delete(PathOf(key));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is private where it is, and bounded.
        }
    }

    /// <summary>At the end of a scope.</summary>
    internal void Write(TraceScope scope, TraceExchange[] exchanges)
    {
        if (exchanges.Length == 0)
        {
            return;
        }

        foreach (TraceTarget target in scope.Targets)
        {
            try
            {
                JobTrace trace = _traces.GetOrAdd(target.Key, key => new JobTrace { IsBegun = File.Exists(PathOf(key)) });
                Write(target, trace, exchanges, scope.Text.Secrets);
                if (scope.Purpose != TracePurpose.Read && !trace.IsRefused)
                {
                    // Only of reads the last answer counts; a session may submit a million jobs.
                    _ = _traces.TryRemove(target.Key, out _);
                }
            }
            catch (Exception)
            {
                // See the summary.
            }
        }
    }

    private void Write(TraceTarget target, JobTrace trace, TraceExchange[] exchanges, TraceSecrets secrets)
    {
        lock (trace)
        {
            var records = new List<TraceRecord>();
            foreach (TraceExchange exchange in exchanges.Where(exchange => !trace.IsSame(exchange, target)))
            {
                records.AddRange(trace.TakeAgain());
                records.Add(exchange.For(target));
            }

            if (exchanges.Length == 0)
            {
                records.AddRange(trace.TakeAgain());
            }

            if (records.Count > 0)
            {
                // Of those that are only counted, too.
                Array.ForEach(exchanges, exchange => exchange.Learn());

                // Once more over all of it: a token that came with a later answer may stand in an earlier one.
                string lines = string.Concat(records.Select(record => JsonSerializer.Serialize(record, TraceJson.ForFiles.TraceRecord) + "\n"));
                Append(PathOf(target.Key), trace, Encoding.UTF8.GetBytes(secrets.RemoveFrom(lines)), records.Count);
            }
        }
    }

    private static void Append(string path, JobTrace trace, byte[] lines, int count)
    {
        HomeFolder.Create(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long length;
        using (var file = new FileStream(path, options))
        {
            file.Write(lines);
            length = file.Length;
        }

        trace.Lines += count;
        if (length > Largest || trace.Lines > MostLines)
        {
            ThinOut(path, trace);
        }
    }

    /// <summary>Keeps how it began and how it went on lately.</summary>
    private static void ThinOut(string path, JobTrace trace)
    {
        string[] lines = File.ReadAllLines(path);
        int first = Fitting(lines, FirstLines);
        int last = Fitting([.. lines.Skip(first).Reverse()], LastLines);
        string[] kept = [.. lines.Take(first), .. lines.TakeLast(last)];
        trace.Lines = kept.Length;
        AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n"))), durable: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static int Fitting(string[] lines, int most)
    {
        int room = Largest / 3;
        return lines.Take(most).TakeWhile(line => (room -= Encoding.UTF8.GetByteCount(line)) >= 0).Count();
    }

    private string PathOf(string key) => _traces.TryGetValue(key, out JobTrace? trace) && trace.IsRefused
        ? _refused.TraceOf(key)
        : Path.Combine(Folder, key + TraceExtension);

    private static TraceRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TraceJson.ForFiles.TraceRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
