namespace VideoGen.Tracing;

/// <summary>What this process knows of the trace of a job.</summary>
internal sealed class JobTrace
{
    /// <summary>Addresses whose last answer is remembered; a job has one or two.</summary>
    private const int MostRemembered = 8;

    // A list, since of thousands of jobs each has one: nothing is as small for one or two addresses. Most have none, see IsSame.
    private List<(ulong Address, TraceSignature Signature)>? _last;
    private (int Count, DateTimeOffset First, DateTimeOffset Last) _again;

    /// <summary>Lines that were written, as far as this process knows.</summary>
    public int Lines { get; set; }

    /// <summary>There is a trace of it on the disk, of this process or of one before it.</summary>
    public bool IsBegun { get; init; }

    /// <summary>Its submission was refused: the journal has no job of it any more.</summary>
    public bool IsRefused { get; set; }

    /// <summary>
    /// Whether a read brought the last answer of its address again, which is then counted. The first one of this process is compared with
    /// what the journal has: of thousands of jobs that are waited for again, none would be told anything new.
    /// </summary>
    public bool IsSame(TraceExchange exchange, TraceTarget target)
    {
        if (!exchange.IsRead)
        {
            return false;
        }

        ulong address = exchange.Address;
        TraceSignature signature = exchange.Signature(target);
        int known = _last?.FindIndex(last => last.Address == address) ?? -1;
        if (known >= 0 ? _last![known].Signature == signature : IsBegun && signature.IsAnswer(target.Known))
        {
            _again = (_again.Count + 1, _again.Count == 0 ? exchange.At : _again.First, exchange.At);
            return true;
        }

        _last ??= new(1);
        if (known >= 0)
        {
            _last.RemoveAt(known);
        }
        else if (_last.Count >= MostRemembered)
        {
            _last.Clear();
        }

        _last.Add((address, signature));
        return false;
    }

    /// <summary>The line that says how often it came again; none where it did not.</summary>
    public IEnumerable<TraceRecord> TakeAgain()
    {
        (int count, DateTimeOffset first, DateTimeOffset last) = _again;
        _again = default;
        return count == 0 ? [] : [new TraceRecord { For = TracePurpose.Read, At = first, Until = last, Again = count }];
    }
}
