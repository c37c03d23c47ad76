namespace VideoGen.Emulators.Phaseo;

/// <summary>How a job ends.</summary>
public enum PhaseoOutcome
{
    Completed,
    Failed,
    Cancelled,
    Expired,
}
