using System.Text;
using VideoGen.Journal;

namespace VideoGen.Budgets;

/// <summary>
/// The ledger of one provider and month: lines that are appended and never changed. Appending is for whoever holds the lock of the
/// <see cref="SpendingLedger"/>; reading needs none, since a line that has no end yet is left out.
/// </summary>
internal sealed class SpendingFile(string path)
{
    /// <summary>So many bytes are read again by each new process, at most.</summary>
    private const int CheckpointSpacing = 64 * 1024;

    private readonly object _gate = new();
    private readonly string _checkpointPath = Path.ChangeExtension(path, ".totals");
    private SpendingTotals? _totals;
    private long _counted;
    private long _saved;

    /// <summary>Looks at the totals as they are now.</summary>
    /// <exception cref="VideoGenException"><c>DamagedBudget</c>.</exception>
    public T Read<T>(Func<SpendingTotals, T> look)
    {
        lock (_gate)
        {
            try
            {
                return look(Refresh());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Damaged(e.Message, e);
            }
        }
    }

    /// <summary>What a job counts for by its last line; null where it has none, or does not count any more.</summary>
    /// <exception cref="VideoGenException"><c>DamagedBudget</c>.</exception>
    public SpendingRecord? Find(string key)
    {
        using FileStream? file = OpenToRead();
        return file is not null && LineSearch.Last(file, Encoding.ASCII.GetBytes(key)) is { } line
            ? (SpendingChange.Parse(line) ?? throw Damaged($"the line of the job {key} is not whole.")).Now
            : null;
    }

    /// <summary>Appends lines in one write. The file is returned for flushing, which needs no lock.</summary>
    public FileStream Append(IEnumerable<SpendingChange> changes)
    {
        HomeFolder.Create(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            // Whoever wrote half a line died before it sent anything.
            if (file.Length == 0)
            {
                DirectorySync.Flush(Path.GetDirectoryName(path)!);
            }
            else if (!LineSearch.EndsWithLine(file))
            {
                Mend(file);
            }

            file.Position = file.Length;
            file.Write(Encoding.ASCII.GetBytes(string.Concat(changes.Select(change => change.ToLine()))));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the totals down when many lines have come since. For whoever holds the lock; a failure costs only time.</summary>
    public async Task SaveTotalsAsync(CancellationToken cancellationToken)
    {
        byte[] content;
        lock (_gate)
        {
            if (_totals is null || _counted - _saved < CheckpointSpacing)
            {
                return;
            }

            using FileStream? file = OpenToRead();
            if (file is null || MarkAt(file, _counted) is not { } mark)
            {
                return;
            }

            _saved = _counted;
            content = new SpendingCheckpoint(SpendingCheckpoint.CurrentFormat, _counted, mark, _totals.Days, _totals.Unsent).Serialize();
        }

        try
        {
            await AtomicFile.WriteAsync(_checkpointPath, content, durable: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next process reads more lines.
        }
    }

    private SpendingTotals Refresh()
    {
        using FileStream? file = OpenToRead();
        if (_totals is not null && _counted <= (file?.Length ?? 0) && (file is null || CountTo(file, _totals)))
        {
            return _totals;
        }

        // The first time, or it is another file than it was.
        (_totals, _counted, _saved) = (null, 0, 0);
        SpendingCheckpoint? checkpoint = ReadCheckpoint();
        if (checkpoint is not null && (file is null || file.Length < checkpoint.Length))
        {
            throw Damaged("lines are missing at its end.");
        }

        SpendingTotals totals = new();
        if (file is not null && checkpoint is not null && MarkAt(file, checkpoint.Length) == checkpoint.Mark)
        {
            totals = new SpendingTotals { Days = checkpoint.Days, Unsent = checkpoint.Unsent };
            _counted = _saved = checkpoint.Length;
        }

        if (file is not null && !CountTo(file, totals))
        {
            throw Damaged($"a line after byte {_counted} is not whole.");
        }

        return _totals = totals;
    }

    /// <summary>Counts the whole lines that have come since. False when one is no line.</summary>
    private bool CountTo(FileStream file, SpendingTotals totals)
    {
        byte[] content = new byte[file.Length - _counted];
        file.Position = _counted;
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> rest = content.AsSpan(0, length);
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (SpendingChange.Parse(rest[..end]) is not { } change)
            {
                return false;
            }

            totals.Apply(change);
            _counted += end + 1;
            rest = rest[(end + 1)..];
        }

        return true;
    }

    /// <summary>The check sum of the line that ends at a place; null where none does.</summary>
    private static string? MarkAt(FileStream file, long end)
    {
        byte[]? line = LineSearch.LineBefore(file, end);
        return line is { Length: > SpendingChange.KeyOffset } ? Encoding.ASCII.GetString(line, 0, SpendingChange.KeyOffset - 1) : null;
    }

    private static void Mend(FileStream file)
    {
        byte[] tail = LineSearch.Tail(file);
        if (SpendingChange.Parse(tail) is not null)
        {
            // Only its end is lost, as some editors do it.
            file.Position = file.Length;
            file.Write("\n"u8);
            return;
        }

        file.SetLength(file.Length - tail.Length);
    }

    private SpendingCheckpoint? ReadCheckpoint() => File.Exists(_checkpointPath) ? SpendingCheckpoint.Parse(File.ReadAllBytes(_checkpointPath)) : null;

    private FileStream? OpenToRead()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private VideoGenException Damaged(string reason, Exception? cause = null) => BudgetErrors.DamagedLedger(path, reason, cause);
}
