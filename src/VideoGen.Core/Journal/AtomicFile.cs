using Microsoft.Win32.SafeHandles;

namespace VideoGen.Journal;

/// <summary>Files that appear whole or not at all, whoever reads them and whenever the writer dies.</summary>
internal static class AtomicFile
{
    /// <summary>What half-written files end in; nobody reads those.</summary>
    public const string TemporaryExtension = ".tmp";

    private const int Attempts = 40;

    /// <summary>Replaces the file, or creates it.</summary>
    /// <param name="durable">Flushed to disk, the folder too, before the call returns.</param>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool durable, CancellationToken cancellationToken) =>
        WriteAsync(path, content, durable ? Durability.Kept : Durability.None, null, cancellationToken);

    /// <summary>Replaces the file, or creates it.</summary>
    /// <param name="done">Told after each step.</param>
    public static async Task WriteAsync(
        string path, ReadOnlyMemory<byte> content, Durability durability, Action<DiskStep, string>? done, CancellationToken cancellationToken)
    {
        string temporary = durability == Durability.None
            ? WriteTemporary(path, content, flush: false, done)
            : await DiskThreads.Shared.RunAsync(() => WriteTemporary(path, content, flush: true, done)).ConfigureAwait(false);
        await ReplaceAsync(temporary, path, durability, done, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for a file that is the user's to pass on: who may read it, the process's file mode mask says.</summary>
    public static Task WriteSharedAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        ReplaceAsync(WriteTemporary(path, content, flush: false, null, ownerOnly: false), path, Durability.None, null, cancellationToken);

    private static async Task ReplaceAsync(
        string temporary, string path, Durability durability, Action<DiskStep, string>? done, CancellationToken cancellationToken)
    {
        try
        {
            await MoveAsync(temporary, path, overwrite: true, cancellationToken).ConfigureAwait(false);
            done?.Invoke(DiskStep.Named, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (durability == Durability.Kept)
        {
            await FlushFolderAsync(path, done).ConfigureAwait(false);
        }
    }

    /// <summary>Creates the file with its content. False when it is there already; of several that try at once, one succeeds.</summary>
    public static bool TryCreate(string path, ReadOnlyMemory<byte> content, bool durable) =>
        TryCreate(path, content, durable ? Durability.Kept : Durability.None, null);

    /// <summary>The same, and no thread of the pool waits for the disk.</summary>
    /// <param name="done">Told after each step.</param>
    public static async Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, Durability durability, Action<DiskStep, string>? done)
    {
        Durability file = durability == Durability.Kept ? Durability.Whole : durability;
        bool created = await DiskThreads.Shared.RunAsync(() => TryCreate(path, content, file, done)).ConfigureAwait(false);
        if (created && durability == Durability.Kept)
        {
            await FlushFolderAsync(path, done).ConfigureAwait(false);
        }

        return created;
    }

    /// <summary>Creates the file with its content. False when it is there already; of several that try at once, one succeeds.</summary>
    /// <param name="done">Told after each step.</param>
    public static bool TryCreate(string path, ReadOnlyMemory<byte> content, Durability durability, Action<DiskStep, string>? done)
    {
        string temporary = WriteTemporary(path, content, flush: durability != Durability.None, done);
        try
        {
            if (!ExclusiveName.TryGive(temporary, path, done))
            {
                File.Delete(temporary);
                return false;
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (durability == Durability.Kept)
        {
            FlushFolder(path, done);
        }

        return true;
    }

    /// <summary>The content, or null when there is no such file.</summary>
    public static Task<byte[]?> TryReadAsync(string path, CancellationToken cancellationToken) => TryReadAsync(path, Array.MaxLength, null, cancellationToken);

    /// <summary>The content, or null when there is no such file.</summary>
    /// <param name="most">Bytes.</param>
    /// <param name="tooLong">What to throw for more, by how many there are.</param>
    public static async Task<byte[]?> TryReadAsync(string path, int most, Func<long, Exception>? tooLong, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                if (IsMissing(path))
                {
                    return null;
                }

                // Deleting is shared, so that a reader never stops a writer from replacing the file.
                using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                long size = RandomAccess.GetLength(file);
                byte[] content = size <= most ? new byte[size] : throw tooLong?.Invoke(size) ?? new IOException($"{path} is too long.");
                int length = 0;
                for (int count; length < content.Length && (count = RandomAccess.Read(file, content.AsSpan(length), length)) > 0;)
                {
                    length += count;
                }

                return length == content.Length ? content : content[..length];
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && attempt < Attempts)
            {
                await PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Most of what is looked for is not there, and an exception takes longer than all the rest. Not <see cref="File.Exists"/>, which says no of
    /// what it cannot look at, too: a row that was taken would then be submitted again.
    /// </summary>
    /// <exception cref="IOException">Nobody can tell.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody can tell.</exception>
    private static bool IsMissing(string path) => new FileInfo(path).Attributes == (FileAttributes)(-1);

    private static async Task FlushFolderAsync(string path, Action<DiskStep, string>? done)
    {
        string folder = Path.GetDirectoryName(path)!;
        await FolderFlushes.Shared.FlushAsync(folder).ConfigureAwait(false);
        done?.Invoke(DiskStep.FolderFlushed, folder);
    }

    private static void FlushFolder(string path, Action<DiskStep, string>? done)
    {
        string folder = Path.GetDirectoryName(path)!;
        DirectorySync.Flush(folder);
        done?.Invoke(DiskStep.FolderFlushed, folder);
    }

    private static string WriteTemporary(string path, ReadOnlyMemory<byte> content, bool flush, Action<DiskStep, string>? done, bool ownerOnly = true)
    {
        HomeFolder.Create(Path.GetDirectoryName(path)!);

        // Random, not counted: two hosts can have one process id, and one process can hold this assembly twice.
        string temporary = $"{path}.{JobKey.New()}{TemporaryExtension}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var file = new FileStream(temporary, options);
            file.Write(content.Span);
            file.Flush(flushToDisk: flush);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        done?.Invoke(flush ? DiskStep.WrittenAndFlushed : DiskStep.Written, temporary);
        return temporary;
    }

    private static async Task MoveAsync(string source, string target, bool overwrite, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(source, target, overwrite);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && attempt < Attempts)
            {
                // Windows refuses for the moment in which a virus scanner or another reader has the file open.
                await PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Other processes live in real time, whatever clock the caller has.
    private static Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken);
}
