namespace VideoGen.Client;

/// <summary>A file that is whole and under its final name.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of its bytes.</param>
/// <param name="MediaType">What the container says, else what the service said.</param>
public sealed record SavedFile(string Path, long Bytes, string Sha256, string? MediaType);
