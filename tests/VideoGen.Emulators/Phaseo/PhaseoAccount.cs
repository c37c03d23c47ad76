using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phaseo;

/// <summary>A team (August: workspace), which owns jobs and a wallet.</summary>
/// <param name="Id">Such as <c>team_test</c>.</param>
/// <param name="Balance">US dollars at the start.</param>
public sealed record PhaseoAccount(string Id, decimal Balance)
{
    /// <summary>What was taken for completed videos, in US dollars.</summary>
    public Charges Charges { get; } = new(Balance, "USD");
}
