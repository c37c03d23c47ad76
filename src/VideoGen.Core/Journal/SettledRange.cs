namespace VideoGen.Journal;

/// <summary>Which settled jobs to read. More may come, never fewer.</summary>
/// <param name="After">Made then or later.</param>
/// <param name="Before">Made before then.</param>
/// <param name="Batch">The name of one batch.</param>
/// <param name="NewestFirst">Else oldest first.</param>
internal sealed record SettledRange(DateTimeOffset? After = null, DateTimeOffset? Before = null, string? Batch = null, bool NewestFirst = false);
