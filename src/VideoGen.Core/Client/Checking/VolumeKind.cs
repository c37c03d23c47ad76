namespace VideoGen.Client;

/// <summary>What sort of volume a folder is on, as far as it matters to a journal.</summary>
internal enum VolumeKind
{
    /// <summary>A disk of this machine, or one that says nothing.</summary>
    Disk,

    /// <summary>A share that other machines may use too.</summary>
    Share,

    /// <summary>Memory, gone when the machine restarts.</summary>
    Memory,

    /// <summary>The writable layer of a container, gone with it.</summary>
    Container,
}
