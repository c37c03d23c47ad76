using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>Where the bytes of one output come from and what is known of them.</summary>
/// <param name="Uri">https, http on loopback, or <c>file:</c> below <see cref="LocalRoot"/>.</param>
/// <param name="Identity">
/// Names the output whatever its link is today, such as the job's key and the output's index. Only a <c>.part</c> of the
/// same identity is resumed, and only a file of the same identity is taken over from another process.
/// </param>
public sealed record DownloadSource(Uri Uri, string Identity)
{
    /// <summary>The length the service stated; another one is an error.</summary>
    public long? Length { get; init; }

    /// <summary>Hexadecimal SHA-256 the service stated; another one is an error.</summary>
    public string? Sha256 { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The provider's key, for content endpoints that want it. It is sent to its own origin only.</summary>
    public OriginCredential? Credential { get; init; }

    /// <summary>Full path of the folder that files may be taken from; null refuses <c>file:</c> addresses.</summary>
    public string? LocalRoot { get; init; }
}
