using System.Globalization;

namespace VideoGen.Journal;

/// <summary>
/// Signs of life for other hosts that share the home: a file a process, touched while the process may own jobs. Ages are
/// taken by the share's own clock, so that hosts whose clocks differ agree.
/// </summary>
internal sealed class Leases(string folder, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan TouchInterval = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly object _lock = new();
    private ITimer? _timer;

    /// <summary>Begins to keep this process's lease; more calls do nothing. Called before the process owns its first job.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                Touch();
                Sweep();
                _timer = time.CreateTimer(_ => Touch(), null, TouchInterval, TouchInterval);
            }
        }
    }

    /// <summary>
    /// Whether the owner may still be at work: by its process on this host, by its lease on another. An owner without a
    /// lease is gone: it wrote one before it owned anything.
    /// </summary>
    public bool IsAlive(JobOwner owner)
    {
        if (owner.IsOnThisHost)
        {
            return owner.IsRunning();
        }

        return IsFresh(PathOf(owner));
    }

    /// <summary>Whether a file is there and was written within the lifetime of a lease.</summary>
    public bool IsFresh(string path)
    {
        try
        {
            return File.Exists(path) && ShareTime() - File.GetLastWriteTimeUtc(path) < Lifetime;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody can tell: taken for alive, since the other way would risk paying twice.
            return true;
        }
    }

    /// <summary>Stops touching the lease. It ages from here on, and another client of this process may still keep it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Touch()
    {
        try
        {
            HomeFolder.Create(folder);
            Write(PathOf(JobOwner.Current));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A missed touch is made good by the next; a share that is gone for a minute has lost more than the lease.
        }
    }

    /// <summary>Deletes what processes of former days have left.</summary>
    private void Sweep()
    {
        try
        {
            DateTime yesterday = ShareTime() - TimeSpan.FromDays(1);
            foreach (string left in Directory.EnumerateFiles(folder).Where(path => File.GetLastWriteTimeUtc(path) < yesterday))
            {
                File.Delete(left);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Housekeeping only; the next process tries again.
        }
    }

    private DateTime ShareTime()
    {
        string probe = Path.Combine(folder, $"clock-{JobKey.New()}{AtomicFile.TemporaryExtension}");
        HomeFolder.Create(folder);
        try
        {
            Write(probe);
            return File.GetLastWriteTimeUtc(probe);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    // A byte, since a share may see no change in writing nothing to an empty file.
    private static void Write(string path) => File.WriteAllBytes(path, "1"u8.ToArray());

    private string PathOf(JobOwner owner) => Path.Combine(
        folder, string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(owner.Host)}-{owner.ProcessId}-{owner.ProcessStart}.lease"));
}
