namespace VideoGen.Emulators.Phaseo;

/// <summary>A create request that passed the schema.</summary>
public sealed record PhaseoRequest
{
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Seconds.</summary>
    public long? Duration { get; init; }

    public string? Size { get; init; }

    public string? Resolution { get; init; }

    public bool? GenerateAudio { get; init; }

    public int SampleCount { get; init; } = 1;

    /// <summary><c>bytes</c>, <c>signed_url</c> or <c>both</c>.</summary>
    public string Access { get; init; } = "both";

    public PhaseoRouting Routing { get; init; } = new();

    public PhaseoWebhook? Webhook { get; init; }

    /// <summary>The members that came whose support depends on the route.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}
