namespace VideoGen.Emulators.Akool;

/// <summary>A clip as it was asked for, of any of the three endpoints that make one.</summary>
public sealed record AkoolOrder
{
    public required string ImageUrl { get; init; }

    public required string Prompt { get; init; }

    public string NegativePrompt { get; init; } = "";

    public bool ExtendPrompt { get; init; }

    public required string Resolution { get; init; }

    /// <summary>In seconds.</summary>
    public required int VideoLength { get; init; }

    /// <summary>1 made by the service, 2 the user's, 3 none.</summary>
    public int AudioType { get; init; } = 3;

    public string AudioUrl { get; init; } = "";

    public string EffectCode { get; init; } = "";

    public string EffectName { get; init; } = "";

    public string WebhookUrl { get; init; } = "";

    /// <summary>Credits to take.</summary>
    public required int Credits { get; init; }

    /// <summary>Of a batch; null otherwise.</summary>
    public string? ModelName { get; init; }

    public string? BatchId { get; init; }

    public int? BatchCount { get; init; }

    /// <summary>The clip that gets audio; null for a new one.</summary>
    public string? PreVideoId { get; init; }
}
