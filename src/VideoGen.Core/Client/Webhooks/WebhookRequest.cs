namespace VideoGen.Client;

/// <summary>One request to the listener, within its limits and not verified yet.</summary>
/// <param name="Headers">Names compared without case.</param>
internal sealed record WebhookRequest(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
