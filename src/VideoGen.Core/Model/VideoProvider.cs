namespace VideoGen;

/// <summary>A service as users see it.</summary>
public sealed record VideoProvider
{
    public required string Name { get; init; }

    /// <summary>The built-in provider that it is, or whose shape a registered server has.</summary>
    public string? Kind { get; init; }

    /// <summary>True for a server that was given its name with Register-VideoProvider.</summary>
    public bool IsRegistered { get; init; }

    public required string Description { get; init; }

    /// <summary>Where requests go; null for a provider without a network.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What it can do beyond submitting and reading: <c>Stop</c>, <c>Delete</c>, <c>List</c>, …</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>True when no account is needed.</summary>
    public bool IsFree { get; init; }

    public override string ToString() => Name;
}
