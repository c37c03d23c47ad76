namespace VideoGen.Providers;

/// <summary>What a provider is made with. Nothing in it belongs to a host.</summary>
public sealed record ProviderContext
{
    /// <summary>Full path of the module's home; a provider that keeps files does so in a folder of its own below it.</summary>
    public required string Home { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The way to the service; null for a provider without a network.</summary>
    public ServiceConnection? Service { get; init; }

    /// <summary>The value of <c>VIDEOGEN_FFMPEG</c>: full path of the ffmpeg to use, or null to look along <see cref="SearchPath"/>.</summary>
    public string? FFmpegPath { get; init; }

    /// <summary>The folders of the process's PATH.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>How the Local supervisor is started; null in a host that cannot start one.</summary>
    public Local.SupervisorHost? SupervisorHost { get; init; }
}
