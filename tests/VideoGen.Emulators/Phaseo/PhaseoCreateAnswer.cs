namespace VideoGen.Emulators.Phaseo;

/// <summary>What the April contract answers to a create.</summary>
public enum PhaseoCreateAnswer
{
    /// <summary>As recorded on the wire: few members and a relative <c>polling_url</c>.</summary>
    Recorded,

    /// <summary>As documented: the whole video object.</summary>
    Documented,
}
