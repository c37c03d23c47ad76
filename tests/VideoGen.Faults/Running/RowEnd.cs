namespace VideoGen.Faults.Running;

/// <summary>What one run of a batch told of one clip of a row.</summary>
/// <param name="Prompt">The row's.</param>
/// <param name="Job">Null where the row made none.</param>
/// <param name="File">Where it is saved; null where it is not.</param>
/// <param name="Error">Why not.</param>
internal sealed record RowEnd(string Prompt, VideoJob? Job, string? File, VideoGenException? Error)
{
    /// <summary>What must not change any more when the batch is run again.</summary>
    public string Summary => $"{Prompt}|{Job?.Key}|{Job?.Id}|{Job?.Status}|{File}|{Error?.ErrorId}";
}
