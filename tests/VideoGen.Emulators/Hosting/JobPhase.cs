namespace VideoGen.Emulators.Hosting;

/// <summary>Where a job is. How it ended is the service's own matter.</summary>
public enum JobPhase
{
    Queued,
    Running,
    Ended,
}
