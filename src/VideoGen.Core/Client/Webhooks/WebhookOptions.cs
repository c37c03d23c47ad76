using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>Where to listen for the reports of which services, and for how long.</summary>
public sealed record WebhookOptions
{
    /// <summary><c>http://host:port/path/</c>, the host <c>*</c> for any name.</summary>
    public string Prefix { get; init; } = WebhookPrefix.Default;

    /// <summary>Empty for every service whose reports can be verified.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>What the reports are signed with, of services where the user chooses that; null for what the environment has.</summary>
    public Secret? Secret { get; init; }

    /// <summary>Ends when so many jobs have ended; null for no limit.</summary>
    public int? Count { get; init; }

    /// <summary>From the start; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    internal WebhookLimits Limits { get; init; } = new();
}
