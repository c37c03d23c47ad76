namespace VideoGen.Providers;

/// <summary>What one model of a service takes. An empty list means that the model has no such setting; of a service with <see cref="ProviderDescriptor.AnyModel"/>, that only the service knows its values, and nothing is held against it.</summary>
public sealed record ModelDescriptor
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Whole seconds; null where the length cannot be chosen, or where only the service knows which there are.</summary>
    public DurationRule? Durations { get; init; }

    /// <summary>Resolution words, cheapest first.</summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    public IReadOnlyList<string> AspectRatios { get; init; } = [];

    public ModelFeatures Features { get; init; }

    /// <summary>Characters of <see cref="VideoRequest.Prompt"/>; null where no limit is documented.</summary>
    public int? PromptLimit { get; init; }

    /// <summary>The resolution that is used when none is asked for; null leaves it to the service.</summary>
    public string? DefaultResolution { get; init; }

    /// <summary>The length that is used when none is asked for; null leaves it to the service.</summary>
    public int? DefaultDuration { get; init; }
}

/// <summary>What of a request a model can use.</summary>
[Flags]
public enum ModelFeatures
{
    None = 0,
    TextOnly = 1 << 0,
    FirstFrame = 1 << 1,
    LastFrame = 1 << 2,
    ReferenceImages = 1 << 3,
    NegativePrompt = 1 << 4,
    Seed = 1 << 5,
    AudioChoice = 1 << 6,
    CustomAudio = 1 << 7,
    EnhancePrompt = 1 << 8,
    Effect = 1 << 9,
    Premium = 1 << 10,
    Webhook = 1 << 11,
    Size = 1 << 12,
    Options = 1 << 13,
    ImageOnly = 1 << 14,
}
