namespace VideoGen.Client;

/// <summary>What is to be checked, and what only the host knows.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>Names of providers, with wildcards; empty for all, of which those without a key are passed over.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>The run will have nobody to answer a prompt.</summary>
    public bool Unattended { get; init; }

    /// <summary>Ask no service.</summary>
    public bool Offline { get; init; }

    /// <summary>Full path of the folder that relative paths start at; null where the location is no folder.</summary>
    public string? CurrentFolder { get; init; }

    /// <summary>The version of PowerShell; null in another host.</summary>
    public Version? PowerShell { get; init; }

    /// <summary>The version of the module.</summary>
    public required Version Module { get; init; }

    /// <summary>Somebody is there now to answer a prompt.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The session's preference makes commands ask for confirmation.</summary>
    public bool AsksForConfirmation { get; init; }
}
