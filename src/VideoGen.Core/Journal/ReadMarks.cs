namespace VideoGen.Journal;

/// <summary>
/// When services were last asked about jobs, for all processes of a home: <c>journal/reads/KEY</c>, an empty file whose time of
/// modification is that moment. So a read that brings nothing new writes nothing to the entry of a job that was paid for. What is older
/// than a day is deleted by <see cref="HomeSweep"/>.
/// </summary>
internal sealed class ReadMarks(JournalFolders folders)
{
    /// <summary>Null where it was not noted.</summary>
    public DateTimeOffset? Find(string key) => new FileInfo(PathOf(key)) is { Exists: true } mark ? new DateTimeOffset(mark.LastWriteTimeUtc) : null;

    /// <exception cref="IOException">It cannot be noted.</exception>
    public void Set(string key, DateTimeOffset moment)
    {
        string path = PathOf(key);
        _ = folders.Disk.Mark(path);
        File.SetLastWriteTimeUtc(path, moment.UtcDateTime);
    }

    private string PathOf(string key) => Path.Combine(folders.Reads, key);
}
