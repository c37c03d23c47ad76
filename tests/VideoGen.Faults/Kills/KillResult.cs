using VideoGen.Faults.Audits;

namespace VideoGen.Faults.Kills;

/// <summary>What rounds of one plan came to.</summary>
internal sealed record KillResult
{
    public int Rounds { get; init; }

    /// <summary>Sessions that were killed.</summary>
    public int Kills { get; init; }

    /// <summary>Supervisors that were killed.</summary>
    public int SupervisorKills { get; init; }

    /// <summary>When the batch was run until nothing changed.</summary>
    public Audit Audit { get; init; } = new();

    /// <summary>After that, when what was unknown was resolved and the batch run once more.</summary>
    public Audit Resolved { get; init; } = new();

    public IReadOnlyList<string> Broken => [.. Audit.Broken, .. Resolved.Broken];

    public static KillResult operator +(KillResult left, KillResult right) => new()
    {
        Rounds = left.Rounds + right.Rounds,
        Kills = left.Kills + right.Kills,
        SupervisorKills = left.SupervisorKills + right.SupervisorKills,
        Audit = left.Audit + right.Audit,
        Resolved = left.Resolved + right.Resolved,
    };
}
