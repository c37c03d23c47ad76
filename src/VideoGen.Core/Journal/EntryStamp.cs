namespace VideoGen.Journal;

/// <summary>An entry's file as the file system shows it. Entries are replaced whole, so that another content has another stamp.</summary>
/// <param name="WrittenAt">By the clock of the file system.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct EntryStamp(DateTime WrittenAt, long Length)
{
    /// <summary>More than any file system rounds its times to.</summary>
    private static readonly TimeSpan Coarsest = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no such file, or none that can be looked at.</summary>
    public static EntryStamp? Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? new EntryStamp(file.LastWriteTimeUtc, file.Length) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Nothing that is written from <paramref name="now"/> on can have the same stamp. Files live in real time, whatever clock the caller has.</summary>
    public bool IsUnique(DateTimeOffset now) => now - WrittenAt > Coarsest;
}
