namespace VideoGen.Client;

/// <summary>Whether the clock is right enough for signatures, links that expire and waiting times that services name.</summary>
internal static class ClockCheck
{
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(2);

    private static readonly Finding Clock = new("Clock");

    /// <param name="ahead">How far our clock is ahead of each service's. The least counts: a service's clock, or a proxy's answer, may be old.</param>
    public static VideoEnvironmentCheck Run(IReadOnlyList<TimeSpan> ahead)
    {
        if (ahead.Count == 0)
        {
            return Clock.Skipped("", "No service told its time.");
        }

        TimeSpan least = ahead.MinBy(span => span.Duration());
        return least.Duration() <= Allowed
            ? Clock.Passed("", "Agrees with the services' within two minutes.")
            : Clock.Warning("", $"Is {DisplayText.Age(least.Duration())} {(least > TimeSpan.Zero ? "ahead of" : "behind")} the services': signatures and links that expire may be refused.", OperatingSystem.IsWindows() ? "w32tm /resync" : "Set the clock, for example: timedatectl set-ntp true");
    }
}
