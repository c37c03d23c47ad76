namespace VideoGen;

/// <summary>A model of a service and what it takes. An empty list means that the model has no such setting.</summary>
public sealed record VideoModel
{
    public required string Name { get; init; }

    public required string Provider { get; init; }

    public string? Description { get; init; }

    /// <summary>Whole seconds in words: <c>1 to 60</c>, <c>4, 6 or 8</c>.</summary>
    public string? Durations { get; init; }

    public required IReadOnlyList<string> Resolutions { get; init; }

    public required IReadOnlyList<string> AspectRatios { get; init; }

    /// <summary>What of a request it can use: <c>FirstFrame</c>, <c>Seed</c>, …</summary>
    public required IReadOnlyList<string> Features { get; init; }

    public override string ToString() => Name;
}
