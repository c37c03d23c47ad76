namespace VideoGen.Journal;

/// <summary>What of a written file survives a power cut.</summary>
internal enum Durability
{
    /// <summary>Nothing surely: the file may be there, not be there, or be torn.</summary>
    None,

    /// <summary>It is the new file or the one before, and either is whole.</summary>
    Whole,

    /// <summary>It is the new one, from the moment the call returns.</summary>
    Kept,
}
