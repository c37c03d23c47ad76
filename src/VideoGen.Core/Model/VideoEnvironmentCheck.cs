namespace VideoGen;

/// <summary>One thing that a run needs, and whether it is there. No key is ever in it.</summary>
public sealed record VideoEnvironmentCheck
{
    /// <summary>What was looked at, one word that stays: scripts compare it.</summary>
    public required string Check { get; init; }

    /// <summary>Whose it is: a provider, a folder, a program; empty where the check is of the session.</summary>
    public string Subject { get; init; } = "";

    public required EnvironmentCheckResult Result { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to run or set next; null where nothing is to be done.</summary>
    public string? Remedy { get; init; }

    public override string ToString() => Subject.Length > 0 ? $"{Result}: {Check} ({Subject}): {Detail}" : $"{Result}: {Check}: {Detail}";
}
