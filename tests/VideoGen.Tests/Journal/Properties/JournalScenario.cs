using VideoGen.Journal;

namespace VideoGen.Tests.Journal.Properties;

/// <summary>
/// Random calls of a journal, with a crash after every step on the disk: a fresh journal over what is left then must say what the
/// model says. Everything follows from the seed.
/// </summary>
internal sealed class JournalScenario : IDisposable
{
    private static readonly string[] Batches = ["trailer", "Demo 2"];

    private readonly TemporaryHome _home = new();
    private readonly Random _random;
    private readonly JournalModel _model = new();
    private readonly DiskImages _images;
    private readonly JobJournal _journal;
    private readonly BatchIndex _rows;
    private readonly List<string> _calls = [];
    private readonly int _seed;
    private string? _underWay;
    private (string Batch, RowMarker Marker)? _rowUnderWay;
    private int _made;

    public JournalScenario(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _images = new DiskImages(_home.Path, new Random(seed + 1)) { AfterStep = Crash };
        var folders = new JournalFolders(_home.Path) { Disk = new JournalDisk(_images.Take) };
        (_journal, _rows) = (new JobJournal(folders), new BatchIndex(folders));
    }

    /// <summary>Steps on the disk, each with a crash.</summary>
    public int Steps => _images.Steps;

    public async Task RunAsync(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            await CallAsync();
            await CheckAsync(_home.Path, afterPowerCut: false);
        }
    }

    public void Dispose() => _home.Dispose();

    private Task CallAsync()
    {
        string[] keys = [.. _model.Keys.Where(key => _model.Current(key) is not null)];
        return keys.Length == 0 || _random.Next(5) == 0 ? CreateAsync()
            : _random.Next(8) == 0 ? RemoveAsync(keys[_random.Next(keys.Length)])
            : UpdateAsync(keys[_random.Next(keys.Length)]);
    }

    private async Task CreateAsync()
    {
        string? batch = _random.Next(2) == 0 ? Batches[_random.Next(Batches.Length)] : null;
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Pending);
        entry = entry with
        {
            RowKey = batch is null ? null : $"row-{_made}",
            Job = entry.Job with { Batch = batch, CreatedAt = entry.Job.CreatedAt.AddHours(_made++ * 7), Name = $"job-{_made}" },
        };
        if (batch is not null)
        {
            var marker = new RowMarker(entry.Job.Key, entry.RowKey!, entry.Fingerprint);
            await TakeRowAsync(batch, marker, () => _rows.TryTakeRowAsync(batch, marker, attempt: 1));
        }

        await RunAsync($"create {entry.Job.Key}", entry.Job.Key, entry, durable: _random.Next(2) == 0, durable => _journal.TryCreateAsync(entry, durable));
    }

    private Task UpdateAsync(string key)
    {
        JournalEntry before = _model.Current(key)!;
        JournalEntry after = Next(before);
        return RunAsync($"{before.Job.Status} to {after.Job.Status} {key}", key, after, durable: after.Job.Status == VideoStatus.Sending || _random.Next(2) == 0,
            async durable => await _journal.UpdateAsync(key, _ => after, durable, default) is not null);
    }

    private async Task RemoveAsync(string key)
    {
        JournalEntry before = _model.Current(key)!;
        if (before is { RowKey: { } row, Job.Batch: { } batch })
        {
            RowMarker marker = _model.Row(batch, row)! with { Removed = true };
            await TakeRowAsync(batch, marker, async () =>
            {
                await _rows.MarkRemovedAsync(batch, row, key, removed: true, default);
                return true;
            });
        }

        // The deletion of a settled entry is not flushed: after a power cut it may be there again, and its row says what it is worth.
        await RunAsync($"remove {key}", key, null, durable: false, async _ => await _journal.RemoveAsync(key, _ => true, default));
    }

    private JournalEntry Next(JournalEntry entry)
    {
        VideoJob job = entry.Job;
        return job.Status switch
        {
            VideoStatus.Pending => entry with { Job = job with { Status = VideoStatus.Sending } },
            VideoStatus.Sending => entry with { Job = _random.Next(4) == 0 ? job with { Status = VideoStatus.Unknown } : job with { Status = VideoStatus.Queued, Id = NewId() } },
            VideoStatus.Unknown => entry with { Job = job with { Status = VideoStatus.Running, Id = NewId() } },
            VideoStatus.Queued => entry with { Job = job with { Status = VideoStatus.Running, Progress = 1 } },
            VideoStatus.Running => entry with { Job = job with { Status = _random.Next(3) switch { 0 => VideoStatus.Failed, 1 => VideoStatus.Completed, _ => VideoStatus.Running }, Progress = job.Progress + 1 } },
            _ => entry with { Saved = [new SavedOutput(0, $"/clips/{_random.Next(1000)}.mp4", 1, "", DateTimeOffset.UnixEpoch)] },
        };
    }

    private string NewId() => _random.Next(3) switch { 0 => $"video_{_random.Next():x8}", 1 => $"{_random.NextInt64():x16}", _ => $"a/b~{_random.Next()}" };

    private async Task TakeRowAsync(string batch, RowMarker marker, Func<Task<bool>> call)
    {
        _calls.Add($"row {batch}/{marker.RowKey} removed {marker.Removed}");
        _rowUnderWay = (batch, marker);
        Assert.True(await call(), Story("the row was taken"));
        _rowUnderWay = null;
        _model.SetRow(batch, marker);
    }

    private async Task RunAsync(string name, string key, JournalEntry? after, bool durable, Func<bool, Task<bool>> call)
    {
        _calls.Add($"{name}{(durable ? " durable" : "")}");
        _model.Begin(key, after);
        _underWay = key;
        Assert.True(await call(durable), Story("the call did nothing"));
        _underWay = null;
        _model.End(key, durable);
    }

    /// <summary>A process that is killed at this step, and a machine whose power goes.</summary>
    private void Crash()
    {
        foreach (bool powerCut in new[] { false, true })
        {
            using var image = new TemporaryHome();
            if (powerCut)
            {
                _images.CopyAsCut(image.Path);
            }
            else
            {
                _images.CopyAsKilled(image.Path);
            }

            CheckAsync(image.Path, powerCut).GetAwaiter().GetResult();
        }
    }

    private async Task CheckAsync(string home, bool afterPowerCut)
    {
        var folders = new JournalFolders(home);
        var journal = new JobJournal(folders);
        JournalListing all = await journal.ListAsync(default);
        Assert.True(all.Damaged.Count == 0, Story($"damaged: {string.Join(',', all.Damaged.Select(damaged => damaged.Error.Message))}"));
        var found = all.Entries.ToDictionary(entry => entry.Job.Key);
        Assert.True(found.Keys.All(_model.Keys.Contains), Story("an entry came from nowhere"));
        foreach (string key in _model.Keys)
        {
            JournalEntry? entry = found.GetValueOrDefault(key);
            JournalEntry? direct = await journal.FindAsync(key, default);
            string text = Text(direct);
            Assert.True(_model.Allowed(key, afterPowerCut, _underWay).Any(state => Text(state) == text), Story($"{key} is {text}, after a {(afterPowerCut ? "power cut" : "kill")}"));

            // A listing may be read before the ways are; it must not tell another state.
            Assert.True(Text(entry) == text, Story($"listed as {Text(entry)}, found as {text}"));
            await CheckSearchAsync(journal, direct);
        }

        await CheckRowsAsync(new BatchIndex(folders));
        await CheckOrderAsync(journal, found.Values);
    }

    private async Task CheckSearchAsync(JobJournal journal, JournalEntry? entry)
    {
        if (entry is null)
        {
            return;
        }

        Assert.True((await journal.FindByPrefixAsync(entry.Job.Key[..9], null, default)).Count == 1, Story($"{entry.Job.Key} is not found by its beginning"));
        if (entry.Job.Id is { } id)
        {
            Assert.True((await journal.FindByIdAsync(id, "fake", default))?.Job.Key == entry.Job.Key, Story($"{id} is not found"));
            Assert.True((await journal.FindByPrefixAsync(id[..^1], null, default)).Any(other => other.Job.Key == entry.Job.Key), Story($"{id} is not found by its beginning"));
        }
    }

    private async Task CheckRowsAsync(BatchIndex rows)
    {
        foreach (((string batch, string row), RowMarker marker) in _model.Rows)
        {
            RowMarker? found = (await rows.FindRowAsync(batch, row, default))?.Marker;
            bool isUnderWay = _rowUnderWay is { } under && under.Batch == batch && under.Marker.RowKey == row;
            Assert.True(found == marker || (isUnderWay && found == _rowUnderWay!.Value.Marker), Story($"the row {row} is {found}"));
        }
    }

    /// <summary>Settled jobs, by day and by batch, each once and in order.</summary>
    private async Task CheckOrderAsync(JobJournal journal, IEnumerable<JournalEntry> all)
    {
        foreach (string? batch in Batches.Append(null))
        {
            var listed = new List<JournalEntry>();
            await foreach (JournalItem item in journal.ListSettledAsync(new SettledRange(Batch: batch, NewestFirst: true), default))
            {
                listed.Add(item.Entry!);
            }

            string[] expected = [.. all.Where(entry => entry.IsDone && (batch is null || entry.Job.Batch == batch)).OrderByDescending(entry => entry.Job.CreatedAt).Select(entry => entry.Job.Key)];
            Assert.True(expected.SequenceEqual(listed.Select(entry => entry.Job.Key)), Story($"settled of {batch ?? "all"}: {string.Join(',', listed.Select(entry => entry.Job.Key))} in place of {string.Join(',', expected)}"));
        }
    }

    private static string Text(JournalEntry? entry) => entry is null ? "gone" : System.Text.Encoding.UTF8.GetString(EntryFile.Serialize(entry));

    private string Story(string end) => $"Seed {_seed}: {end}, after\n{string.Join('\n', _calls.TakeLast(25))}";
}
