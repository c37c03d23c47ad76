namespace VideoGen.Emulators.Hosting;

/// <summary>A way for an emulator to misbehave.</summary>
/// <param name="Name">What logs and the control endpoint call it.</param>
/// <param name="Run">Answers instead of the endpoint, or calls it with a changed request or response.</param>
public sealed record Scenario(string Name, Func<HttpContext, RequestDelegate, Task> Run);
