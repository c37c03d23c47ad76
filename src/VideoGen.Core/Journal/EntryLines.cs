using Microsoft.Win32.SafeHandles;

namespace VideoGen.Journal;

/// <summary>
/// The states of an entry in its file, a line of JSON each: the last whole line counts. A state that is added costs one flush, where a file that
/// is replaced costs a new file, two flushes and the deletion of the old one, which makes the making of others slow. What a crash tore has no end
/// of line: it is as if it had never been begun.
/// </summary>
internal static class EntryLines
{
    /// <summary>Bytes of a file that grows no more: it is replaced by its last state then.</summary>
    public const int Most = 16 * 1024;

    private const byte End = (byte)'\n';

    private const int Attempts = 40;

    /// <summary>
    /// The last whole line, without its end. All of the content where that is no state: nobody has added one to a file that somebody wrote
    /// in the shape in which people read JSON.
    /// </summary>
    public static ReadOnlyMemory<byte> Last(ReadOnlyMemory<byte> content)
    {
        // JSON has none.
        int torn = content.Span.IndexOf((byte)0);
        ReadOnlyMemory<byte> written = torn < 0 ? content : content[..torn];
        int end = written.Span.LastIndexOf(End);
        ReadOnlyMemory<byte> line = end < 0 ? written : written[(written.Span[..end].LastIndexOf(End) + 1)..end];
        return line.Span.StartsWith("{"u8) ? line : written;
    }

    /// <summary>A state as a line.</summary>
    /// <param name="json">On one line.</param>
    public static byte[] Line(ReadOnlySpan<byte> json) => [.. json, End];

    /// <summary>
    /// Adds a line. For whoever keeps all others from changing the file. False where the file is to be replaced instead: there is none, it
    /// would become too long, or a line of it was torn.
    /// </summary>
    /// <param name="flush">Whether the line is on the disk when this returns.</param>
    /// <param name="done">Told after each step.</param>
    public static async Task<bool> TryAppendAsync(string path, ReadOnlyMemory<byte> line, bool flush, Action<DiskStep, string>? done, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return flush
                    ? await DiskThreads.Shared.RunAsync(() => TryAppend(path, line.Span, flush, done)).ConfigureAwait(false)
                    : TryAppend(path, line.Span, flush, done);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && attempt < Attempts)
            {
                // A virus scanner has it open for the moment.
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool TryAppend(string path, ReadOnlySpan<byte> line, bool flush, Action<DiskStep, string>? done)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(file);
        if (length + line.Length > Most || !IsWhole(file, (int)length))
        {
            return false;
        }

        RandomAccess.Write(file, line, length);
        done?.Invoke(DiskStep.Appended, path);
        if (flush)
        {
            RandomAccess.FlushToDisk(file);
            done?.Invoke(DiskStep.AppendedAndFlushed, path);
        }

        return true;
    }

    private static bool IsWhole(SafeFileHandle file, int length)
    {
        Span<byte> content = stackalloc byte[Most];
        int read = RandomAccess.Read(file, content, 0);
        return read == length && length > 0 && content[length - 1] == End && !content[..length].Contains((byte)0);
    }
}
