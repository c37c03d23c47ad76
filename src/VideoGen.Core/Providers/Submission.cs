using VideoGen.Http;

namespace VideoGen.Providers;

/// <summary>A checked request on its way to a service.</summary>
/// <param name="Key">Our key of the job: the idempotency key where the service takes one and the user gave none.</param>
/// <param name="Request">Validated, with the values the service requires filled in.</param>
public sealed record Submission(string Key, VideoRequest Request)
{
    /// <summary>What the user gave to make a resend harmless; null for <see cref="Key"/>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the service is to sign its reports with; it is written nowhere.</summary>
    public Secret? WebhookSecret { get; init; }

    /// <summary>
    /// Cancelled the moment the user stops the command, where the token of the call gives an answer that is on its way a moment
    /// more: what has not left then should not leave any more (<see cref="ApiRequest.Stopping"/>).
    /// </summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Told that the service's limit holds it back (<see cref="ApiRequest.HeldBack"/>).</summary>
    public Action<RateLimit>? HeldBack { get; init; }

    public ImageContent? Image { get; init; }

    public ImageContent? LastImage { get; init; }

    /// <summary>In the order of <see cref="VideoRequest.ReferenceImages"/>.</summary>
    public IReadOnlyList<ImageContent> ReferenceImages { get; init; } = [];
}
