namespace VideoGen.Providers.Local;

/// <summary>
/// Takes the orders of one home in the sequence of their submission, renders as many at once as the machine carries, and ends
/// when there is none left.
/// </summary>
internal sealed class Supervisor(LocalFolder folder, IClipRenderer renderer, RenderCapacity capacity, SupervisorLog log, TimeProvider time)
{
    /// <summary>A start costs a second of pwsh; waiting a little for the next order of a script is cheaper.</summary>
    public TimeSpan IdleGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause between two looks at the folder.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when nothing is left to do, or at once when another supervisor is at work.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IDisposable? taken = await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        while (taken is not null)
        {
            using (taken)
            {
                log.Write("Supervisor started.");
                await Leftovers.RemoveAsync(folder, time, cancellationToken).ConfigureAwait(false);
                await WorkAsync(cancellationToken).ConfigureAwait(false);
                log.Write("Supervisor ended: nothing left to do.");
            }

            // Who submitted before the lock was given back saw it held and started nobody; their order is here by now.
            taken = FindWork().Any() ? await TakeLockAsync(cancellationToken).ConfigureAwait(false) : null;
        }
    }

    private async Task<IDisposable?> TakeLockAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            if (SupervisorLock.TryTake(folder.LockFile) is { } taken)
            {
                return taken;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var queue = new RenderQueue(folder, time, log);
        var running = new RunningRenders(folder, renderer, capacity, log, time);
        await using (running.ConfigureAwait(false))
        {
            long idleSince = time.GetTimestamp();
            while (true)
            {
                long lookedAt = time.GetTimestamp();
                running.StopCancelled();
                IReadOnlyList<LocalOrder> waiting = await queue.LookAsync(running.Ids, cancellationToken).ConfigureAwait(false);
                running.Start(waiting);
                if (running.Ids.Count > 0)
                {
                    idleSince = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(idleSince) >= IdleGrace)
                {
                    return;
                }

                // A home with thousands of finished clips takes longer to look through, and is then looked at less often.
                TimeSpan pause = TimeSpan.FromTicks(Math.Max(LookInterval.Ticks, time.GetElapsedTime(lookedAt).Ticks * 20));
                await running.AnyEndAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<string> FindWork() => folder.Ids().Where(id => folder.Exists(id) && !folder.HasEnded(id));
}
