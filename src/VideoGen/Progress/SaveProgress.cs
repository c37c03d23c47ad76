namespace VideoGen.Cmdlets.Progress;

/// <summary>The downloads of a command: how many clips, how many bytes, and how fast.</summary>
internal sealed class SaveProgress(TimeProvider time) : ProgressNumbers, IProgress<JobUpdate>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly Dictionary<string, Place> _places = [];
    private readonly ByteRate _rate = new(time);
    private VideoJob? _newest;
    private int _known;
    private int _done;
    private int _failed;

    /// <summary>A job is to be saved.</summary>
    public void Expect(VideoJob job) => Change(() =>
    {
        if (_places.TryAdd(job.Key, new Place(job)))
        {
            _known += job.Outputs.Count;
        }
    });

    /// <summary>One clip of it is there.</summary>
    public void Save(VideoJob job) => Change(() =>
    {
        _done++;
        _places[job.Key].Saved++;
    });

    /// <summary>All of its clips that can be saved are.</summary>
    public void End(VideoJob job) => Change(() =>
    {
        Place place = _places[job.Key];
        _failed += job.Outputs.Count - place.Saved;
        place.HasEnded = true;
    });

    public void Report(JobUpdate value) => Change(() =>
    {
        if (_places.TryGetValue(value.Job.Key, out Place? place))
        {
            long bytes = value.BytesDone ?? 0;
            if (_places.Values.All(other => other.HasEnded || other.Downloads.Count == 0))
            {
                // While nothing was to be fetched, nothing was slow.
                _rate.Restart();
            }

            // What an earlier run left, which is said first, was not received now.
            long received = place.Downloads.TryGetValue(value.Output, out Download known) ? bytes - known.Done : 0;
            _rate.Add(Math.Max(received, 0));
            place.Downloads[value.Output] = new Download(bytes, value.BytesTotal);
            _newest = value.Job;
        }
    });

    public override ProgressState Now()
    {
        lock (Gate)
        {
            long done = _places.Values.Sum(place => place.Done);
            (long? total, bool isGuess) = Total();
            double? rate = total is not null && total <= done ? null : _rate.PerSecond;
            string? bytes = total > 0 ? $"{DisplayText.Size(done)} of {(isGuess ? "about " : "")}{DisplayText.Size(total)}" : done > 0 ? DisplayText.Size(done) : null;
            string? speed = rate > 0 ? $"{DisplayText.Size((long)rate)}/s" : null;
            return new ProgressState(
                Join($"{_done} of {_known} {(_known == 1 ? "clip" : "clips")}", Some(_failed, "failed"), bytes, speed),
                _newest is null ? null : DisplayText.OneLine(_newest.Name ?? _newest.Prompt ?? _newest.ShortId, 70),
                total > 0 ? PercentOf(done, total.Value) : PercentOf(_done + _failed, _known),
                rate > 0 && total > done ? TimeSpan.FromSeconds(Math.Min((total.Value - done) / rate.Value, Longest.TotalSeconds)) : null);
        }
    }

    /// <summary>Clips whose length nobody has said are taken to be like the others; null where none is known.</summary>
    private (long? Bytes, bool IsGuess) Total()
    {
        long bytes = 0;
        int known = 0, unknown = 0;
        foreach (Place place in _places.Values)
        {
            if (place.Total is not { } length)
            {
                unknown += place.Clips;
            }
            else if (length > 0)
            {
                bytes += length;
                known += place.Clips;
            }
        }

        return known == 0 ? (null, false) : (bytes + (bytes / known * unknown), unknown > 0);
    }

    private sealed class Place(VideoJob job)
    {
        // What its service says of it, before anything is transferred.
        private readonly long? _told = job.Outputs.All(output => output.Bytes is not null) ? job.Outputs.Sum(output => output.Bytes) : null;

        public Dictionary<int, Download> Downloads { get; } = [];

        public int Clips => job.Outputs.Count;

        public int Saved { get; set; }

        public bool HasEnded { get; set; }

        public long Done => Downloads.Values.Sum(download => download.Done);

        /// <summary>Null while nobody has said it.</summary>
        public long? Total =>
            HasEnded ? Done
            : Downloads.Count < job.Outputs.Count ? _told
            : Downloads.Values.Any(download => download.Total is null) ? null
            : Downloads.Values.Sum(download => download.Total);
    }

    private readonly record struct Download(long Done, long? Total);
}
