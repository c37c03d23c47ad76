namespace VideoGen.Journal;

/// <summary>What the journal does to files. Each step is told, so that a test can look at what a crash there leaves.</summary>
/// <param name="done">Told after each step, with the file or folder; null for nobody.</param>
internal sealed class JournalDisk(Action<DiskStep, string>? done = null)
{
    /// <summary>Replaces the file, or creates it; see <see cref="AtomicFile"/>.</summary>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, Durability durability, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, content, durability, done, cancellationToken);

    /// <summary>
    /// Adds a line to the file, or replaces it where that cannot be; see <see cref="EntryLines"/>. With <see cref="Durability.None"/> or
    /// <see cref="Durability.Whole"/> nothing is flushed where a line is added: those before it are whole, whatever becomes of it.
    /// </summary>
    public async Task AppendAsync(string path, ReadOnlyMemory<byte> line, Durability durability, CancellationToken cancellationToken)
    {
        if (!await EntryLines.TryAppendAsync(path, line, durability == Durability.Kept, done, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(path, line, durability, cancellationToken).ConfigureAwait(false);
        }
        else if (durability == Durability.Kept)
        {
            // Its name may be as new as the line.
            string folder = Path.GetDirectoryName(path)!;
            await FolderFlushes.Shared.FlushAsync(folder).ConfigureAwait(false);
            done?.Invoke(DiskStep.FolderFlushed, folder);
        }
    }

    /// <summary>Creates the file, of several that try at once for one.</summary>
    public bool TryCreate(string path, ReadOnlyMemory<byte> content, Durability durability) => AtomicFile.TryCreate(path, content, durability, done);

    /// <summary>The same, and no thread of the pool waits for the disk.</summary>
    public Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, Durability durability) => AtomicFile.TryCreateAsync(path, content, durability, done);

    /// <summary>An empty file whose name says it all; one that is there is left.</summary>
    /// <returns>Whether it was made now.</returns>
    public bool Mark(string path)
    {
        if (File.Exists(path))
        {
            return false;
        }

        HomeFolder.Create(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
        done?.Invoke(DiskStep.Named, path);
        return true;
    }

    /// <summary>Several such files, whose names are kept when this ends. Their folders are flushed together.</summary>
    public async Task MarkAsync(IEnumerable<string> paths)
    {
        string[] marked = [.. paths.Where(Mark).Select(path => Path.GetDirectoryName(path)!)];
        await Task.WhenAll(marked.Select(FolderFlushes.Shared.FlushAsync)).ConfigureAwait(false);
        Array.ForEach(marked, folder => done?.Invoke(DiskStep.FolderFlushed, folder));
    }

    /// <summary>True when the file was there.</summary>
    public bool Delete(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            File.Delete(path);
            done?.Invoke(DiskStep.Deleted, path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
            return false;
        }
    }

    public void FlushFolder(string folder)
    {
        DirectorySync.Flush(folder);
        done?.Invoke(DiskStep.FolderFlushed, folder);
    }
}
