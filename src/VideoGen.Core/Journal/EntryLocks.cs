namespace VideoGen.Journal;

/// <summary>
/// One writer at a time for each entry, over all processes: a file held open without sharing, which the system releases when
/// its holder dies. The files are a fixed set that entries share by the hash of their key, and are never deleted: deleting a
/// lock file that somebody waits for would let two in.
/// </summary>
internal sealed class EntryLocks(string folder)
{
    private const int Stripes = 64;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(10);

    // Threads of one process queue here, in order, instead of retrying on the file.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        int stripe = StripeOf(key);
        SemaphoreSlim gate = _gates[stripe];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            HomeFolder.Create(folder);
            string path = Path.Combine(folder, $"{stripe:x2}.lock");
            while (true)
            {
                try
                {
                    return new Held(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0), gate);
                }
                catch (IOException e) when (HeldFile.IsReasonOf(e))
                {
                    // Other processes live in real time, whatever clock the caller has.
                    await Task.Delay(RetryPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            _ = gate.Release();
            throw;
        }
    }

    private static int StripeOf(string key) => (int)(StableHash.Of(key) % Stripes);

    private sealed class Held(FileStream file, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            _ = gate.Release();
        }
    }
}
