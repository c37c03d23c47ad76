namespace VideoGen.Faults.Cuts;

/// <summary>What the wires of one service share: the number of each exchange, and where one is cut. Safe from any thread.</summary>
internal sealed class CutScript
{
    private readonly Lock _lock = new();
    private readonly List<Exchange?> _exchanges = [];
    private Cut? _cut;
    private int _first;

    /// <summary>Those that passed since <see cref="Arm"/>, in the order in which they began.</summary>
    public IReadOnlyList<Exchange> Passed
    {
        get
        {
            lock (_lock)
            {
                return [.. _exchanges.Skip(_first).OfType<Exchange>()];
            }
        }
    }

    /// <summary>Whether the cut has been made.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Counts exchanges from 0 again, and cuts one; null for none.</summary>
    public void Arm(Cut? cut)
    {
        lock (_lock)
        {
            (_cut, _first, IsDone) = (cut, _exchanges.Count, false);
        }
    }

    /// <summary>An exchange begins.</summary>
    /// <returns>Its number over all, and how it is cut.</returns>
    public (int Number, Cut? Cut) Begin()
    {
        lock (_lock)
        {
            int number = _exchanges.Count;
            _exchanges.Add(null);
            Cut? cut = _cut is not null && number - _first == _cut.Exchange ? _cut : null;
            IsDone |= cut is not null;
            return (number, cut);
        }
    }

    public void End(int number, Exchange exchange)
    {
        lock (_lock)
        {
            _exchanges[number] = exchange;
        }
    }
}
