namespace VideoGen.Emulators.Phantaisia;

/// <summary>The <c>output</c> of a job that has not ended.</summary>
public enum PhantaisiaRunningOutput
{
    Empty,
    Null,
    Absent,
}
