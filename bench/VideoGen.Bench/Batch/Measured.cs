using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Bench.Batch;

/// <summary>The measured part of a contender.</summary>
internal sealed class Measured : IDisposable
{
    private readonly Process _process = Process.GetCurrentProcess();
    private readonly TimeSpan _processor;
    private readonly long _start = Stopwatch.GetTimestamp();

    private Measured() => _processor = _process.TotalProcessorTime;

    /// <summary>From now on.</summary>
    public static Measured Begin() => new();

    /// <summary>Until now, as the line of JSON that a contender ends with.</summary>
    public string End()
    {
        double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        _process.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{{\"Seconds\": {seconds}, \"Processor\": {(_process.TotalProcessorTime - _processor).TotalSeconds}, \"Heap\": {GC.GetTotalMemory(forceFullCollection: true)}}}");
    }

    public void Dispose() => _process.Dispose();
}
