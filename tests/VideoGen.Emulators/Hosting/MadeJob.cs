namespace VideoGen.Emulators.Hosting;

/// <summary>A job that a service has made.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Prompt">As it was asked for.</param>
/// <param name="Clip">The bytes that are served for it once it is done.</param>
public sealed record MadeJob(string Id, string Prompt, Func<byte[]> Clip);
