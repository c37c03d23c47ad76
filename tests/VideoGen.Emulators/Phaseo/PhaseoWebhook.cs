namespace VideoGen.Emulators.Phaseo;

/// <summary>Where a job's events go.</summary>
/// <param name="Uri">The address itself (April) or that of the endpoint (August).</param>
/// <param name="Secret">Null: unsigned, which only April allows.</param>
/// <param name="Events">Whole names, such as <c>video.completed</c>.</param>
/// <param name="EndpointId">August only.</param>
public sealed record PhaseoWebhook(Uri Uri, string? Secret, IReadOnlyList<string> Events, string? EndpointId = null);
