namespace VideoGen.Client;

/// <summary>What one request to the listener may cost: reports of services are a few kilobytes and come whole.</summary>
internal sealed record WebhookLimits
{
    /// <summary>Names and values together. The runtime itself answers 400 to 32 KiB and more.</summary>
    public int HeaderBytes { get; init; } = 16 * 1024;

    public int BodyBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// From the end of the header to the answer, reading the job at its service included. The services give up after 30 s (Phaseo's
    /// August contract) or do not say.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests dealt with at once; others wait to be accepted.</summary>
    public int AtOnce { get; init; } = 64;
}
