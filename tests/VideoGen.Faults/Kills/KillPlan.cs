using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>What a round of kills is made of.</summary>
/// <param name="Service">Its name in the catalogue.</param>
/// <param name="Rows">Of the batch.</param>
/// <param name="Sessions">Processes that run the batch at once.</param>
/// <param name="Shell">The processes are PowerShell with the module, in real time; else this program, on a quick clock.</param>
internal sealed record KillPlan(string Service, int Rows, int Sessions, bool Shell)
{
    /// <summary>So many times faster than the real one is the clock of a service and its clients. What renders and PowerShell know only the real one.</summary>
    private const double QuickSpeed = 120;

    public double Speed => Shell || Service == LocalService.ProviderName ? 1 : QuickSpeed;
}
