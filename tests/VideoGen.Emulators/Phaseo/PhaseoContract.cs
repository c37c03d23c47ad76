namespace VideoGen.Emulators.Phaseo;

/// <summary>The two states of the public contract that clients meet.</summary>
public enum PhaseoContract
{
    /// <summary>As of 2026-04-01: the documented one, and the one the recorded answers are of.</summary>
    Apr,

    /// <summary>As of 2026-08-22: OpenAI-like create answers, other status words, workspaces, webhook endpoints.</summary>
    Aug,
}
