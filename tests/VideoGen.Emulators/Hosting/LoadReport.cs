namespace VideoGen.Emulators.Hosting;

/// <summary>What a client made of a service.</summary>
/// <param name="Requests">All of them.</param>
/// <param name="MostUnderWay">The most at once.</param>
/// <param name="FirstEnd">When the first job ended that it made; null where none did.</param>
public sealed record LoadReport(int Requests, int MostUnderWay, DateTimeOffset? FirstEnd);
