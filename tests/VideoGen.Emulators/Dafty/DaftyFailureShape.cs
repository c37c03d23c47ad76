namespace VideoGen.Emulators.Dafty;

/// <summary>The <c>error</c> of a failed job.</summary>
public enum DaftyFailureShape
{
    /// <summary><c>{"code":…,"message":…}</c>, as in the error envelope.</summary>
    CodeAndMessage,

    /// <summary>The message alone.</summary>
    MessageOnly,

    /// <summary>No <c>error</c> at all.</summary>
    Absent,
}
