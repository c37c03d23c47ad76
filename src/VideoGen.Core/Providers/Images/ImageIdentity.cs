namespace VideoGen.Providers;

/// <summary>Which bytes an image is.</summary>
/// <param name="Length">Their number.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ImageIdentity(long Length, string Sha256);
