using System.Net;

namespace VideoGen.Emulators.Phaseo;

/// <summary>One attempt to deliver an event.</summary>
/// <param name="JobId">Whose.</param>
/// <param name="Key">The event's name, with <c>:50</c> and the like for progress; each is delivered once.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Status">Null when nobody answered.</param>
public sealed record PhaseoDelivery(string JobId, string Key, int Attempt, HttpStatusCode? Status);
