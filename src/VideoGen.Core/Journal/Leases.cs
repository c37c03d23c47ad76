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

    /// <summary>Begins to keep this process's lease; more calls do nothing.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            if (_timer is null)
            {
                Touch();
                _timer = time.CreateTimer(_ => Touch(), null, TouchInterval, TouchInterval);
            }
        }
    }

    /// <summary>Whether the owner may still be at work: by its process on this host, by its lease on another.</summary>
    public bool IsAlive(JobOwner owner)
    {
        if (owner.IsOnThisHost)
        {
            return owner.IsRunning();
        }

        DateTime lease = File.GetLastWriteTimeUtc(PathOf(owner));
        return ShareTime() - lease < Lifetime;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }

        File.Delete(PathOf(JobOwner.Current));
    }

    private void Touch()
    {
        try
        {
            HomeFolder.Create(folder);
            File.WriteAllBytes(PathOf(JobOwner.Current), []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A missed touch is made good by the next; a share that is gone for a minute has lost more than the lease.
        }
    }

    private DateTime ShareTime()
    {
        string probe = Path.Combine(folder, $"clock-{JobOwner.Current.Host}-{Environment.ProcessId}{AtomicFile.TemporaryExtension}");
        HomeFolder.Create(folder);
        File.WriteAllBytes(probe, []);
        return File.GetLastWriteTimeUtc(probe);
    }

    private string PathOf(JobOwner owner) =>
        Path.Combine(folder, $"{Uri.EscapeDataString(owner.Host)}-{owner.ProcessId}-{owner.ProcessStart.ToUnixTimeSeconds()}.lease");
}
