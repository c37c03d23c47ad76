namespace VideoGen.Tracing;

/// <summary>
/// Hears of each exchange that a stretch of work makes with services, as the traces have it. Like a <see cref="TraceScope"/> it goes with
/// the flow of the work. Where nobody listens, nothing is put into words.
/// </summary>
/// <param name="hear">Told once an exchange, on any thread; an attempt that is resent is one of its own.</param>
/// <param name="withBodies">Whether what was sent and answered is wanted, too.</param>
public sealed class ExchangeListener(Action<ExchangeReport> hear, bool withBodies)
{
    private static readonly AsyncLocal<ExchangeListener?> Ambient = new();

    /// <summary>Null where nobody listens.</summary>
    internal static ExchangeListener? Current => Ambient.Value;

    internal bool WithBodies => withBodies;

    /// <summary>Listens in the calling flow, and in what it starts, until the result is disposed.</summary>
    public IDisposable Begin()
    {
        ExchangeListener? outer = Ambient.Value;
        Ambient.Value = this;
        return new Hearing(outer);
    }

    internal void Hear(ExchangeReport report) => hear(report);

    private sealed class Hearing(ExchangeListener? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
