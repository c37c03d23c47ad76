namespace VideoGen.Client;

/// <summary>What one read of a job in a wait came to.</summary>
/// <param name="PollAfter">When the service wants to be asked again; null where it did not say.</param>
/// <param name="HeldFor">How long the read took, for one that the service may hold; null for others.</param>
internal sealed record PollResult(WaitedJob Waited, JobReading Reading, TimeSpan? PollAfter, TimeSpan? HeldFor);
