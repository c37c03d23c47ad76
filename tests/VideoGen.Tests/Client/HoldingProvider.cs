using System.Collections.Concurrent;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>A service that holds the read of a job until a test lets it go, or as long as the test says.</summary>
internal sealed class HoldingProvider(int mostHeld, ProviderDescriptor? descriptor = null) : FakeProvider(descriptor), ILongPoll
{
    private readonly SemaphoreSlim _begun = new(0);

    public int MostHeld => mostHeld;

    /// <summary>The ids of held reads in the order in which they began.</summary>
    public ConcurrentQueue<string> Held { get; } = new();

    /// <summary>Reads that are held now, by id.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource<JobSnapshot?>> Open { get; } = new();

    /// <summary>Reads whose caller gave up.</summary>
    public ConcurrentQueue<string> Abandoned { get; } = new();

    /// <summary>Answers in place of the test's <see cref="Tell"/>.</summary>
    public Func<string, CancellationToken, Task<JobSnapshot?>>? OnAwait { get; set; }

    public async Task<JobSnapshot?> AwaitAsync(string id, CancellationToken cancellationToken)
    {
        Held.Enqueue(id);
        var answer = new TaskCompletionSource<JobSnapshot?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(Open.TryAdd(id, answer));
        _begun.Release();
        try
        {
            return OnAwait is null ? await answer.Task.WaitAsync(cancellationToken) : await OnAwait(id, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Abandoned.Enqueue(id);
            throw;
        }
        finally
        {
            Assert.True(Open.TryRemove(id, out _));
        }
    }

    /// <summary>Ends when so many more held reads have begun.</summary>
    public async Task BegunAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(await _begun.WaitAsync(ClientFixture.Patience));
        }
    }

    public void Tell(string id, VideoStatus status) => Open[id].SetResult(Snapshot(id, status));
}
