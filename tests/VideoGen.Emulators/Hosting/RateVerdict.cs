namespace VideoGen.Emulators.Hosting;

/// <summary>What a limit says to one request.</summary>
/// <param name="Limit">Requests a window.</param>
/// <param name="Remaining">What is left in this one.</param>
/// <param name="Reset">Until the next window begins.</param>
/// <param name="Allowed">Whether this request was still within it.</param>
public readonly record struct RateVerdict(int Limit, int Remaining, TimeSpan Reset, bool Allowed);
