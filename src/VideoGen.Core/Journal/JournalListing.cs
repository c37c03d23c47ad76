namespace VideoGen.Journal;

/// <summary>What a look through the journal found.</summary>
/// <param name="Entries">The readable entries, oldest first.</param>
/// <param name="Damaged">The others.</param>
internal sealed record JournalListing(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<DamagedEntry> Damaged);

/// <summary>One of them: an entry, or one that cannot be read.</summary>
internal sealed record JournalItem(JournalEntry? Entry, DamagedEntry? Damaged);

/// <summary>An entry that cannot be read.</summary>
internal sealed record DamagedEntry(string Path, VideoGenException Error);
