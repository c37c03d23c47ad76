namespace VideoGen.Bench.Measuring;

/// <summary>What a process took.</summary>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="Processor">Of all its threads; what it used in its last moments, up to 10 ms of wall time, is not in it.</param>
/// <param name="PeakResident">The most memory that it had resident, in bytes; 0 where the system does not say.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ProcessFigures(TimeSpan Elapsed, TimeSpan Processor, long PeakResident, string Output);
