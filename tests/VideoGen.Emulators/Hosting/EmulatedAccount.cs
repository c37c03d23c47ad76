namespace VideoGen.Emulators.Hosting;

/// <summary>What <see cref="EmulatedServices"/> makes a service with.</summary>
public sealed record EmulatedAccount
{
    /// <summary>How long jobs take.</summary>
    public JobPace Pace { get; init; } = new();

    /// <summary>The service's clock; null for the real one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>
    /// Money that is never used up, and at Artnex no end of requests a day. What a service takes a minute or at once stays as it documents it.
    /// </summary>
    public bool IsLarge { get; init; }

    /// <summary>The service also takes any number of jobs at once and a minute, and asks to come back after 20 s where it may ask for anything.</summary>
    public bool TakesAll { get; init; }
}
