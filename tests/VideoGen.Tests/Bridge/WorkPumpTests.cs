using VideoGen.Cmdlets;

namespace VideoGen.Tests.Bridge;

/// <summary>The pump without an engine: what a command after this one, the user, or the work itself can do to it.</summary>
public sealed class WorkPumpTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkPump _pump;

    public WorkPumpTests() => _pump = new WorkPump(Grace, _time, _stop.Token);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void WorkPump_ManyWorks_AllActionsRunOnTheCallingThread()
    {
        int here = Environment.CurrentManagedThreadId;
        var threads = new HashSet<int>();
        int written = 0;
        for (int i = 0; i < 200; i++)
        {
            _pump.Start(async cancellationToken =>
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                _pump.Post(() =>
                {
                    written++;
                    _ = threads.Add(Environment.CurrentManagedThreadId);
                });
            });
        }

        _pump.RunToEnd();
        Assert.Equal(200, written);
        Assert.Equal([here], threads);
        Assert.Equal(0, _pump.Working);
    }

    [Fact]
    public void WorkPump_ActionsOfOneWork_RunInItsOrder()
    {
        var order = new List<int>();
        _pump.Start(async _ =>
        {
            for (int i = 0; i < 1000; i++)
            {
                int number = i;
                _pump.Post(() => order.Add(number));
                if (i % 100 == 0)
                {
                    await Task.Yield();
                }
            }
        });
        _pump.RunToEnd();
        Assert.Equal(Enumerable.Range(0, 1000), order);
    }

    [Fact]
    public void WorkPump_NothingStarted_EndsAtOnce() => _pump.RunToEnd();

    [Fact]
    public void WorkPump_ActionStartsMoreWork_ThatIsWaitedForToo()
    {
        var order = new List<string>();
        _pump.Start(_ =>
        {
            _pump.Post(() =>
            {
                order.Add("first");
                _pump.Start(async _ =>
                {
                    await Task.Yield();
                    _pump.Post(() => order.Add("second"));
                });
            });
            return Task.CompletedTask;
        });
        _pump.RunToEnd();
        Assert.Equal(["first", "second"], order);
    }

    [Fact]
    public void WorkPump_WriteIsRefused_CancelsTheWorkWaitsForItAndRethrows()
    {
        bool unwound = false;
        _pump.Start(async cancellationToken =>
        {
            _pump.Post(() => throw new InvalidOperationException("refused"));
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            finally
            {
                await Task.Yield();
                unwound = true;
                _pump.Post(() => Assert.Fail("Dropped: nobody is there to act for."));
            }
        });

        Assert.Equal("refused", Assert.Throws<InvalidOperationException>(_pump.RunToEnd).Message);
        Assert.True(unwound);
        Assert.Equal(0, _pump.Working);
    }

    [Fact]
    public async Task WorkPump_WriteIsRefusedAndTheWorkIgnoresItsToken_ReturnsAfterTheGrace()
    {
        var forever = new TaskCompletionSource();
        _pump.Start(_ =>
        {
            _pump.Post(() => throw new InvalidOperationException("refused"));
            return forever.Task;
        });
        Task<InvalidOperationException> run = Task.Run(() => Assert.Throws<InvalidOperationException>(_pump.RunToEnd));
        await _time.WaitForTimerAsync(Grace);
        Assert.False(run.IsCompleted);
        _time.Advance(Grace);
        await run.WaitAsync(Patience);

        _pump.Post(() => Assert.Fail("Dropped."));
        forever.SetResult();
    }

    [Fact]
    public async Task WorkPump_Stopped_LastWordsAreSaidWithinTheGrace()
    {
        var begun = new TaskCompletionSource();
        var said = new List<string>();
        _pump.Start(async cancellationToken =>
        {
            _ = begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _pump.Post(() => said.Add("the job goes on"));
                throw;
            }
        });
        Task run = Task.Run(_pump.RunToEnd);
        await begun.Task.WaitAsync(Patience);
        await _stop.CancelAsync();
        await run.WaitAsync(Patience);
        Assert.Equal(["the job goes on"], said);
    }

    [Fact]
    public async Task WorkPump_StoppedAndTheWorkGoesOnPosting_EndsAfterOneGrace()
    {
        var end = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        _pump.Start(async _ =>
        {
            while (!end.IsCancellationRequested)
            {
                _pump.Post(() => begun.TrySetResult());
                await Task.Yield();
            }
        });
        Task run = Task.Run(() => Assert.ThrowsAny<OperationCanceledException>(_pump.RunToEnd));
        await begun.Task.WaitAsync(Patience);
        await _stop.CancelAsync();
        await _time.WaitForTimerAsync(Grace);
        _time.Advance(Grace);
        await run.WaitAsync(Patience);
        await end.CancelAsync();
    }

    [Fact]
    public void WorkPump_StoppedBefore_WorkIsCancelledAndNothingHangs()
    {
        _stop.Cancel();
        _pump.Start(cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        _pump.RunToEnd();
        Assert.Equal(0, _pump.Working);
    }

    [Fact]
    public void WorkPump_WorkFails_OthersAreFinishedFirstAndTheFailureIsThrown()
    {
        bool finished = false;
        _pump.Start(_ => throw new InvalidOperationException("one"));
        _pump.Start(async _ =>
        {
            await Task.Yield();
            _pump.Post(() => finished = true);
        });
        Assert.Equal("one", Assert.Throws<InvalidOperationException>(_pump.RunToEnd).Message);
        Assert.True(finished);
    }

    [Fact]
    public void WorkPump_SeveralWorksFail_NoFailureIsLost()
    {
        _pump.Start(_ => throw new InvalidOperationException("one"));
        _pump.Start(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("two");
        });
        AggregateException failures = Assert.Throws<AggregateException>(_pump.RunToEnd);
        Assert.Equal(["one", "two"], failures.InnerExceptions.Select(failure => failure.Message).Order());
    }

    [Fact]
    public void WorkPump_WorkIsCancelledByItself_IsAFailure()
    {
        _pump.Start(_ => throw new TaskCanceledException("a timeout of its own"));
        Assert.Equal("a timeout of its own", Assert.Throws<TaskCanceledException>(_pump.RunToEnd).Message);
    }

    [Fact]
    public async Task WorkPump_Throttle_BlocksOnlyWhileItIsFullAndRunsActionsMeanwhile()
    {
        TaskCompletionSource[] gates = [new(), new()];
        bool wrote = false;
        _pump.Start(async _ =>
        {
            await gates[0].Task;
            _pump.Post(() => wrote = true);
        });
        _pump.RunUntilFewerThan(2);
        _pump.Start(_ => gates[1].Task);
        Task full = Task.Run(() => _pump.RunUntilFewerThan(2));
        Assert.False(full.IsCompleted);
        gates[0].SetResult();
        await full.WaitAsync(Patience);
        Assert.Equal(1, _pump.Working);
        Assert.True(wrote);
        gates[1].SetResult();
        _pump.RunToEnd();
    }

    [Fact]
    public async Task WorkPump_AbandonedWithoutAnyWrite_DisposeEndsTheWork()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _pump.Start(async cancellationToken =>
        {
            _ = begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            finally
            {
                ended.SetResult();
            }
        });
        await begun.Task.WaitAsync(Patience);
        await Task.Run(_pump.Abort).WaitAsync(Patience);
        Assert.True(ended.Task.IsCompleted);
        _pump.Abort();
        Assert.Equal(0, _pump.Working);
    }

    [Fact]
    public void WorkPump_EndedWell_AbortDoesNothingAndPostsAreDropped()
    {
        _pump.Start(_ => Task.CompletedTask);
        _pump.RunToEnd();
        _pump.Abort();
        _pump.Post(() => Assert.Fail("Dropped."));
        _pump.RunReady();
    }
}
