using Microsoft.Net.Http.Headers;

namespace VideoGen.Emulators.Media;

/// <summary>A file a media server holds.</summary>
/// <param name="Bytes">What is served.</param>
public sealed record MediaFile(byte[] Bytes)
{
    public string MediaType { get; init; } = "video/mp4";

    public EntityTagHeaderValue? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Whether the link has expired by now; it then answers 403, as signed links of storage services do. Null for one that never does.</summary>
    public Func<bool>? Expired { get; init; }
}
