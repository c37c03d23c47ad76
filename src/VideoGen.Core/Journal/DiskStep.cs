namespace VideoGen.Journal;

/// <summary>One change of what is on the disk. A process can die after each.</summary>
internal enum DiskStep
{
    /// <summary>A file has its content, under a name nobody reads.</summary>
    Written,

    /// <summary>The same, and the content is flushed.</summary>
    WrittenAndFlushed,

    /// <summary>A file has its final name: it is new there, or has replaced another.</summary>
    Named,

    /// <summary>A file has one line more.</summary>
    Appended,

    /// <summary>All lines of a file are flushed.</summary>
    AppendedAndFlushed,

    /// <summary>A name is gone.</summary>
    Deleted,

    /// <summary>The names of a folder are flushed.</summary>
    FolderFlushed,
}
