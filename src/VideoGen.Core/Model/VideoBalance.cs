namespace VideoGen;

/// <summary>What is left of an account.</summary>
public sealed record VideoBalance
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>In <see cref="Unit"/>; null where the service names a plan but no amount.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The service's unit: <c>credits</c>, <c>CU</c>, <c>USD</c>.</summary>
    public string? Unit { get; init; }

    public string? Account { get; init; }

    public string? Plan { get; init; }

    /// <summary>The text of the answer, without secrets.</summary>
    public string? Raw { get; init; }
}
