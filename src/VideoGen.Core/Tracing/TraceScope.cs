using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>A job that exchanges belong to.</summary>
/// <param name="Key">Our key.</param>
/// <param name="Id">The service's id; null where it has none yet.</param>
/// <param name="Known">The digest of the answer that the journal has of it (<see cref="Journal.StableHash.OfUtf8"/>); null where that is not known.</param>
internal sealed record TraceTarget(string Key, string? Id, ulong? Known = null);

/// <summary>
/// The stretch of work in which exchanges belong to jobs. It goes with the flow of the work, so that neither providers nor transports
/// know of it. What was exchanged is written at its end, when the journal has what it is about.
/// </summary>
internal sealed class TraceScope : IDisposable
{
    /// <summary>Exchanges of one stretch that are kept.</summary>
    private const int Most = 50;

    private static readonly AsyncLocal<TraceScope?> Ambient = new();

    private readonly object _lock = new();
    private readonly TraceStore? _store;
    private readonly TraceScope? _outer;
    private readonly List<TraceExchange> _exchanges = [];

    /// <param name="store">Null where nothing is recorded.</param>
    internal TraceScope(TraceStore? store, string purpose, IReadOnlyList<TraceTarget> targets, IEnumerable<Secret?> secrets)
    {
        (_store, Purpose, Targets) = (store, purpose, targets);
        Text = new TraceText(new TraceSecrets());
        foreach (Secret secret in secrets.OfType<Secret>())
        {
            _ = Text.Secrets.Add(secret);
        }

        _outer = Ambient.Value;
        Ambient.Value = this;
    }

    /// <summary>Null where nothing is recorded.</summary>
    public static TraceScope? Current => Ambient.Value;

    public string Purpose { get; }

    public IReadOnlyList<TraceTarget> Targets { get; }

    public TraceText Text { get; }

    public void Add(TraceExchange exchange)
    {
        lock (_lock)
        {
            if (_exchanges.Count < Most)
            {
                _exchanges.Add(exchange);
            }
        }
    }

    public void Dispose()
    {
        Ambient.Value = _outer;
        TraceExchange[] exchanges;
        lock (_lock)
        {
            exchanges = [.. _exchanges];
            _exchanges.Clear();
        }

        _store?.Write(this, exchanges);
    }
}
