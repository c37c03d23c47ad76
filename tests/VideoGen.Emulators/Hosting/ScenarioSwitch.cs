namespace VideoGen.Emulators.Hosting;

/// <summary>The scenarios an emulator plays, switchable while it runs. The first one that fits a request and is not used up is played.</summary>
public sealed class ScenarioSwitch
{
    private readonly object _lock = new();
    private readonly List<Entry> _entries = [];

    /// <param name="scenario">What to play.</param>
    /// <param name="times">How many requests get it.</param>
    /// <param name="path">The beginning of the paths that get it; null for all.</param>
    public void Play(Scenario scenario, int times = 1, string? path = null)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(scenario, path) { Left = times });
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Asked for every request that none of the others fits; on any thread. Null for no trouble.</summary>
    public Func<HttpRequest, Scenario?>? Source { get; set; }

    internal Scenario? Take(HttpRequest request)
    {
        lock (_lock)
        {
            Entry? entry = _entries.Find(entry => entry.Left > 0 && (entry.Path is null || request.Path.Value!.StartsWith(entry.Path, StringComparison.Ordinal)));
            if (entry is null)
            {
                return Source?.Invoke(request);
            }

            entry.Left--;
            return entry.Scenario;
        }
    }

    private sealed record Entry(Scenario Scenario, string? Path)
    {
        public int Left { get; set; }
    }
}
