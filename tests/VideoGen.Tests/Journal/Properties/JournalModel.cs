using VideoGen.Journal;

namespace VideoGen.Tests.Journal.Properties;

/// <summary>What a journal must say: for each key, the states it may be in. Null is: there is no such entry.</summary>
internal sealed class JournalModel
{
    private readonly Dictionary<string, List<JournalEntry?>> _states = [];
    private readonly Dictionary<(string Batch, string Row), RowMarker> _rows = [];

    /// <summary>The state that the last call to return has left.</summary>
    public JournalEntry? Current(string key) => _states.TryGetValue(key, out List<JournalEntry?>? states) ? states[^1] : null;

    public IEnumerable<string> Keys => _states.Keys;

    public IEnumerable<JournalEntry> Entries => _states.Values.Select(states => states[^1]).OfType<JournalEntry>();

    public IReadOnlyDictionary<(string Batch, string Row), RowMarker> Rows => _rows;

    public RowMarker? Row(string batch, string row) => _rows.GetValueOrDefault((batch, row));

    /// <summary>A call is about to change an entry: both states are right until it returns.</summary>
    public void Begin(string key, JournalEntry? after)
    {
        if (!_states.TryGetValue(key, out List<JournalEntry?>? states))
        {
            _states[key] = states = [null];
        }

        states.Add(after);
    }

    /// <summary>It has returned. What is promised to last makes all earlier states wrong.</summary>
    public void End(string key, bool durable)
    {
        if (durable)
        {
            _states[key].RemoveRange(0, _states[key].Count - 1);
        }
    }

    public void SetRow(string batch, RowMarker marker) => _rows[(batch, marker.RowKey)] = marker;

    /// <summary>The states in which the entry may be found.</summary>
    /// <param name="afterPowerCut">Else only the last two: before and after the call that is under way.</param>
    /// <param name="underWay">The key of the call that has not returned.</param>
    public IReadOnlyList<JournalEntry?> Allowed(string key, bool afterPowerCut, string? underWay)
    {
        List<JournalEntry?> states = _states[key];
        return afterPowerCut ? states : key == underWay ? states[^Math.Min(2, states.Count)..] : states[^1..];
    }
}
