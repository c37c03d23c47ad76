namespace VideoGen.Emulators.Phaseo;

/// <summary>A place webhooks may be sent to, kept at the service (August contract).</summary>
internal sealed record PhaseoEndpoint(string Id, string Account, string Name, Uri Uri, IReadOnlyList<string> Events, string Secret, DateTimeOffset Created);
