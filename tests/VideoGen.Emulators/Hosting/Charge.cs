namespace VideoGen.Emulators.Hosting;

/// <summary>What a service took for one job.</summary>
/// <param name="JobId">The service's own.</param>
/// <param name="Amount">In the service's unit; negative for what it gave back.</param>
/// <param name="Unit">Such as <c>credits</c>.</param>
public sealed record Charge(string JobId, decimal Amount, string Unit);
