namespace VideoGen.Journal;

/// <summary>
/// Flushes of folders, shared by all that want the same one at a time. One that begins after the names were given covers them all; one
/// that is under way already may have passed them by, so who comes then waits for the next.
/// </summary>
internal sealed class FolderFlushes(Action<string> flush)
{
    private readonly object _lock = new();

    // By folder, while it is being flushed: the flush that comes after that, null while nobody wants one.
    private readonly Dictionary<string, TaskCompletionSource?> _next = [];

    /// <summary>Those of the process.</summary>
    public static FolderFlushes Shared { get; } = new(DirectorySync.Flush);

    /// <summary>Ends when a flush of the folder has ended that began after this was called.</summary>
    public Task FlushAsync(string folder)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(folder, out TaskCompletionSource? next))
            {
                _next[folder] = next ??= New();
                return next.Task;
            }

            _next[folder] = null;
            TaskCompletionSource first = New();
            _ = DiskThreads.Shared.RunAsync(() => Flush(folder, first));
            return first.Task;
        }
    }

    private bool Flush(string folder, TaskCompletionSource wanted)
    {
        for (TaskCompletionSource? current = wanted; current is not null; current = Next(folder))
        {
            try
            {
                flush(folder);
                current.SetResult();
            }
            catch (Exception e)
            {
                current.SetException(e);
            }
        }

        return true;
    }

    private TaskCompletionSource? Next(string folder)
    {
        lock (_lock)
        {
            if (_next[folder] is { } next)
            {
                _next[folder] = null;
                return next;
            }

            _ = _next.Remove(folder);
            return null;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
