namespace VideoGen.Faults.Audits;

/// <summary>What a batch has come to, in clips.</summary>
internal sealed record Audit
{
    /// <summary>Clips that the rows ask for.</summary>
    public int Wanted { get; init; }

    /// <summary>Jobs the service has made of them.</summary>
    public int Made { get; init; }

    /// <summary>Jobs beyond those that a row asks for.</summary>
    public int Duplicates { get; init; }

    /// <summary>Jobs that no row knows of, nor is unknown for.</summary>
    public int Lost { get; init; }

    /// <summary>Clips whose file is that of the job to the byte.</summary>
    public int Saved { get; init; }

    public int Damaged { get; init; }

    public int Unknown { get; init; }

    /// <summary>Those that the service has made nothing of.</summary>
    public int UnknownNotMade { get; init; }

    /// <summary>Clips that were not made, with an error that says so.</summary>
    public int Errors { get; init; }

    /// <summary>Unfinished downloads, and files beside the clips that are none.</summary>
    public int Parts { get; init; }

    /// <summary>Half-written files in the home.</summary>
    public int Temporaries { get; init; }

    /// <summary>Every promise that was broken, in a sentence each.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public static Audit operator +(Audit left, Audit right) => new()
    {
        Wanted = left.Wanted + right.Wanted,
        Made = left.Made + right.Made,
        Duplicates = left.Duplicates + right.Duplicates,
        Lost = left.Lost + right.Lost,
        Saved = left.Saved + right.Saved,
        Damaged = left.Damaged + right.Damaged,
        Unknown = left.Unknown + right.Unknown,
        UnknownNotMade = left.UnknownNotMade + right.UnknownNotMade,
        Errors = left.Errors + right.Errors,
        Parts = left.Parts + right.Parts,
        Temporaries = left.Temporaries + right.Temporaries,
        Broken = [.. left.Broken, .. right.Broken],
    };
}
