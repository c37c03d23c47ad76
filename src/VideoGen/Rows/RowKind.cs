namespace VideoGen.Cmdlets.Rows;

/// <summary>What came down the pipeline as a row.</summary>
internal enum RowKind
{
    /// <summary>Nothing: the command line alone describes the clip.</summary>
    None,

    /// <summary>A string, which is the prompt.</summary>
    Prompt,

    /// <summary>An image file.</summary>
    File,

    /// <summary>A dictionary or custom object; its keys are the columns.</summary>
    Columns,
}
