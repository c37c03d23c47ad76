using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class SupervisorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly RenderCapacity TwoCores = new(2, 8L << 30);

    [Fact]
    public async Task Run_OfSeveralOrders_TakesThemInTheOrderOfSubmission()
    {
        using var home = new LocalHome();
        foreach (int second in (int[])[3, 1, 2, 0])
        {
            _ = Orders.Publish(home.Folder, $"k{second}", second);
        }

        var renderer = new ScriptedRenderer(endsAtOnce: true);
        await home.Supervisor(renderer, new RenderCapacity(1, 8L << 30)).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(["local-k0", "local-k1", "local-k2", "local-k3"], renderer.Started);
        Assert.Equal(1, renderer.MostAtOnce);
    }

    [Fact]
    public async Task Run_OfMoreOrdersThanCores_RendersOneACoreAtMost()
    {
        using var home = new LocalHome();
        var bothStarted = new TaskCompletionSource();
        ScriptedRenderer? renderer = null;
        renderer = new ScriptedRenderer { OnStart = _ => { if (renderer!.Started.Count == 2) { bothStarted.SetResult(); } } };
        for (int i = 0; i < 5; i++)
        {
            _ = Orders.Publish(home.Folder, $"k{i}", i);
        }

        Task run = home.Supervisor(renderer, TwoCores).RunAsync(CancellationToken.None);
        await bothStarted.Task.WaitAsync(Limit);
        for (int i = 0; i < 5; i++)
        {
            renderer.End($"local-k{i}");
        }

        await run.WaitAsync(Limit);
        Assert.Equal((5, 2), (renderer.Started.Count, renderer.MostAtOnce));
        Assert.All(renderer.FilterThreads.Take(4), threads => Assert.Equal(1, threads));
    }

    [Theory]
    [InlineData(8, 8, 1280, 720, 8)]
    [InlineData(8, 8, 3840, 2160, 2)]
    [InlineData(16, 3, 3840, 2160, 2)]
    [InlineData(1, 8, 3840, 2160, 1)]
    [InlineData(4, 0, 1280, 720, 1)]
    public void Capacity_OfAMachine_CarriesThatManyRenders(int cores, int gigabytes, int width, int height, int renders)
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k", 0, width, height);
        var capacity = new RenderCapacity(cores, (long)gigabytes << 30);

        int running = 0;
        while (capacity.Fits(order, [.. Enumerable.Repeat(order, running)]))
        {
            running++;
        }

        Assert.Equal(renders, running);
    }

    [Fact]
    public async Task Run_OfADamagedOrder_FailsItAndRendersTheOthers()
    {
        using var home = new LocalHome();
        await File.WriteAllTextAsync(Path.Combine(home.Folder.PathOf(Orders.Publish(home.Folder, "cut").Id), "order.json"), "{ \"id\": ");
        await File.WriteAllTextAsync(
            Path.Combine(home.Folder.PathOf(Orders.Publish(home.Folder, "wild").Id), "order.json"),
            """{ "id": "local-wild", "submittedAt": "2026-01-01T00:00:00Z", "seconds": 99999, "width": 2, "height": 2 }""");
        _ = Orders.Publish(home.Folder, "whole");
        var renderer = new ScriptedRenderer(endsAtOnce: true);

        await home.Supervisor(renderer).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(["local-whole"], renderer.Started);
        IReadOnlyList<JobSnapshot?> jobs = await home.Provider().ReadAsync(["local-cut", "local-wild", "local-whole"], CancellationToken.None);
        Assert.Equal([VideoStatus.Failed, VideoStatus.Failed, VideoStatus.Completed], jobs.Select(job => job!.Status));
        Assert.All(jobs.Take(2), job => Assert.Equal("DamagedEntry", job!.Error!.Code));
    }

    [Fact]
    public async Task Run_WhileAnotherIsAtWork_LeavesAtOnce()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        var started = new TaskCompletionSource();
        var renderer = new ScriptedRenderer { OnStart = _ => started.SetResult() };
        Task first = home.Supervisor(renderer).RunAsync(CancellationToken.None);
        await started.Task.WaitAsync(Limit);

        var other = new ScriptedRenderer(endsAtOnce: true);
        await home.Supervisor(other).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Empty(other.Started);
        renderer.End(order.Id);
        await first.WaitAsync(Limit);
    }

    [Fact]
    public async Task Run_WhenOrdersComeInWhileItEnds_LosesNone()
    {
        using var home = new LocalHome();
        _ = Directory.CreateDirectory(home.Folder.Root);
        var renderer = new ScriptedRenderer(endsAtOnce: true);

        // What a submission does: the order first, then a supervisor when none holds the lock.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(session => Task.Run(async () =>
        {
            for (int i = 0; i < 25; i++)
            {
                _ = Orders.Publish(home.Folder, $"s{session}-{i}", i);
                if (!SupervisorLock.IsHeld(home.Folder.LockFile))
                {
                    await home.Supervisor(renderer).RunAsync(CancellationToken.None);
                }
            }
        }))).WaitAsync(Limit);
        while (SupervisorLock.IsHeld(home.Folder.LockFile))
        {
            await Task.Yield();
        }

        Assert.Equal(100, home.Folder.Ids().Count(home.Folder.HasEnded));
        Assert.Equal(100, renderer.Started.Distinct().Count());
        Assert.Equal(100, renderer.Started.Count);
    }

    [Fact]
    public async Task Run_OfAnOrderThatEndedFiveSupervisors_GivesItUp()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        await home.Folder.WriteProgressAsync(order.Id, new RenderProgress { Attempt = 5 }, CancellationToken.None);
        var renderer = new ScriptedRenderer(endsAtOnce: true);

        await home.Supervisor(renderer).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Empty(renderer.Started);
        Assert.Equal("RenderFailed", (await home.Provider().ReadAsync([order.Id], CancellationToken.None))[0]!.Error!.Code);
    }

    [Fact]
    public async Task Run_AfterADeadSupervisor_ClearsAwayItsWorkspaces()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        _ = RenderWorkspace.Create(home.Folder.PathOf(order.Id));

        await home.Supervisor(new ScriptedRenderer(endsAtOnce: true)).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Empty(Directory.EnumerateDirectories(home.Folder.PathOf(order.Id)));
    }

    [Fact]
    public async Task Cancel_OfAQueuedOrder_EndsItWithoutASupervisor()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        LocalProvider provider = home.Provider();

        JobSnapshot cancelled = await provider.CancelAsync(order.Id, CancellationToken.None);
        var renderer = new ScriptedRenderer(endsAtOnce: true);
        await home.Supervisor(renderer).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(VideoStatus.Cancelled, cancelled.Status);
        Assert.Empty(renderer.Started);
    }

    [Fact]
    public async Task Cancel_OfACompletedOrder_LeavesItCompleted()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        await home.Supervisor(new ScriptedRenderer(endsAtOnce: true)).RunAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(VideoStatus.Completed, (await home.Provider().CancelAsync(order.Id, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Read_OfAnOrderWhoseSupervisorIsGone_SaysQueued()
    {
        using var home = new LocalHome();
        LocalOrder order = Orders.Publish(home.Folder, "k");
        await home.Folder.WriteProgressAsync(order.Id, new RenderProgress { Attempt = 1, Percent = 40 }, CancellationToken.None);

        JobSnapshot job = (await home.Provider().ReadAsync([order.Id], CancellationToken.None))[0]!;

        Assert.Equal((VideoStatus.Queued, null), (job.Status, job.Progress));
    }
}
