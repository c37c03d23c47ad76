namespace VideoGen.Providers;

/// <summary>A checked request on its way to a service.</summary>
/// <param name="Key">Our key of the job: the idempotency key where the service takes one.</param>
/// <param name="Request">Validated, with the values the service requires filled in.</param>
public sealed record Submission(string Key, VideoRequest Request)
{
    public ImageContent? Image { get; init; }

    public ImageContent? LastImage { get; init; }

    /// <summary>In the order of <see cref="VideoRequest.ReferenceImages"/>.</summary>
    public IReadOnlyList<ImageContent> ReferenceImages { get; init; } = [];
}
