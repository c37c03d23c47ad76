using System.Collections.Concurrent;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class FolderFlushesTests
{
    [Fact]
    public async Task FlushAsync_OneIsUnderWay_WaitsForTheNextAndSharesIt()
    {
        var begun = new SemaphoreSlim(0);
        var mayEnd = new SemaphoreSlim(0);
        int flushes = 0;
        var folders = new FolderFlushes(folder =>
        {
            _ = Interlocked.Increment(ref flushes);
            _ = begun.Release();
            mayEnd.Wait();
        });

        Task first = folders.FlushAsync("a");
        await begun.WaitAsync();
        Task[] others = [.. Enumerable.Range(0, 10).Select(_ => folders.FlushAsync("a"))];
        _ = mayEnd.Release();
        await first;
        Assert.DoesNotContain(others, task => task.IsCompleted);
        await begun.WaitAsync();
        _ = mayEnd.Release();
        await Task.WhenAll(others);
        Assert.Equal(2, flushes);

        _ = mayEnd.Release();
        await folders.FlushAsync("a");
        Assert.Equal(3, flushes);
    }

    [Fact]
    public async Task FlushAsync_ItFails_TellsThoseWhoWaitedForItAndGoesOn()
    {
        var results = new ConcurrentQueue<bool>([false, true]);
        var folders = new FolderFlushes(folder =>
        {
            if (results.TryDequeue(out bool succeeds) && !succeeds)
            {
                throw new IOException("no");
            }
        });
        _ = await Assert.ThrowsAsync<IOException>(() => folders.FlushAsync("a"));
        await folders.FlushAsync("a");
        Assert.Empty(results);
    }
}
