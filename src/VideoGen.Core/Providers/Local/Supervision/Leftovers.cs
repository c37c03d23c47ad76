using System.ComponentModel;
using System.Diagnostics;

namespace VideoGen.Providers.Local;

/// <summary>Clears away what a supervisor or a session left when it died in the middle. Only the holder of the lock does this.</summary>
internal static class Leftovers
{
    /// <summary>Folders being staged or deleted are left alone for this long: their session may still be at work.</summary>
    private static readonly TimeSpan SessionGrace = TimeSpan.FromHours(1);

    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(1);

    public static async Task RemoveAsync(LocalFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTime limit = time.GetUtcNow().UtcDateTime - SessionGrace;
        foreach (string path in Directory.EnumerateDirectories(folder.Root, ".*").Where(path => Directory.GetLastWriteTimeUtc(path) < limit))
        {
            TryDelete(path);
        }

        foreach (string id in folder.Ids().Where(id => !folder.HasEnded(id)))
        {
            if (await folder.ReadProgressAsync(id, cancellationToken).ConfigureAwait(false) is { ProcessId: { } processId, ProcessStart: { } start })
            {
                Kill(processId, start);
            }

            foreach (string path in Directory.EnumerateDirectories(folder.PathOf(id), RenderWorkspace.NamePattern))
            {
                TryDelete(path);
            }
        }
    }

    // An FFmpeg outlives its supervisor; it only costs time, since every render has a workspace of its own.
    private static void Kill(int processId, DateTimeOffset start)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            if ((new DateTimeOffset(process.StartTime) - start).Duration() < StartTolerance)
            {
                process.Kill();
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Still open somewhere; the next supervisor tries again.
            return;
        }
    }
}
