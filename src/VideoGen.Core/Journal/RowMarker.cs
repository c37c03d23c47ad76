namespace VideoGen.Journal;

/// <summary>Says which job a row of a batch became.</summary>
/// <param name="JobKey">The job's key.</param>
/// <param name="RowKey">The row's key as text, for people who look into the file.</param>
/// <param name="Fingerprint">The hash of the request that was submitted for the row.</param>
/// <param name="Removed">The job was removed on purpose: its row is not submitted again.</param>
internal sealed record RowMarker(string JobKey, string RowKey, string Fingerprint, bool Removed = false);

/// <summary>What a batch remembers of itself.</summary>
/// <param name="Name">As the user wrote it first.</param>
/// <param name="Provider">The provider of rows that name none.</param>
internal sealed record BatchRecord(string Name, string? Provider);
