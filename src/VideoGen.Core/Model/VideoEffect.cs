namespace VideoGen;

/// <summary>An effect a service can give a clip.</summary>
public sealed record VideoEffect
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>What <c>-Effect</c> takes.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>A clip that shows it.</summary>
    public Uri? Preview { get; init; }

    public Uri? Image { get; init; }

    public override string ToString() => Code;
}
