namespace VideoGen.Tracing;

/// <summary>What this process knows of the trace of a job.</summary>
internal sealed class JobTrace
{
    /// <summary>Addresses whose last answer is remembered; a job has one or two.</summary>
    private const int MostRemembered = 8;

    private readonly Dictionary<string, string> _last = [];
    private TraceRecord? _again;

    /// <summary>Lines that were written, as far as this process knows.</summary>
    public int Lines { get; set; }

    /// <summary>Its submission was refused: the journal has no job of it any more.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether a read brought the last answer of its address again, which is then counted.</summary>
    public bool IsSame(TraceExchange exchange, TraceTarget target)
    {
        if (!exchange.IsRead)
        {
            return false;
        }

        string signature = exchange.Signature(target);
        if (_last.TryGetValue(exchange.Address, out string? last) && last == signature)
        {
            _again = new TraceRecord { For = TracePurpose.Read, At = _again?.At ?? exchange.At, Until = exchange.At, Again = (_again?.Again ?? 0) + 1 };
            return true;
        }

        if (_last.Count >= MostRemembered)
        {
            _last.Clear();
        }

        _last[exchange.Address] = signature;
        return false;
    }

    /// <summary>The line that says how often it came again; none where it did not.</summary>
    public IEnumerable<TraceRecord> TakeAgain()
    {
        TraceRecord? again = _again;
        _again = null;
        return again is null ? [] : [again];
    }
}
