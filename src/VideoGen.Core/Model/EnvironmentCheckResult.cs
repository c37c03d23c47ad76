namespace VideoGen;

/// <summary>How a check came out.</summary>
public enum EnvironmentCheckResult
{
    Passed,

    /// <summary>The run works; somebody may be surprised later.</summary>
    Warning,

    /// <summary>The run, or its part with this provider, does not work.</summary>
    Failed,

    /// <summary>Not looked at, for the reason in the detail.</summary>
    Skipped,
}
