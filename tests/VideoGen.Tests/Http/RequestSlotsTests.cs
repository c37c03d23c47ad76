using VideoGen.Http;

namespace VideoGen.Tests.Http;

public sealed class RequestSlotsTests
{
    private static readonly Uri One = new("https://one.example/a");

    [Fact]
    public async Task EnterAsync_AllAreTaken_WaitsForOneOfTheSameOrigin()
    {
        var slots = new RequestSlots(2);
        IDisposable first = await slots.EnterAsync(One, default);
        _ = await slots.EnterAsync(new Uri("https://one.example/b?c"), default);
        Task<IDisposable> third = slots.EnterAsync(One, default);
        Assert.False(third.IsCompleted);
        _ = await slots.EnterAsync(new Uri("https://two.example/"), default);
        first.Dispose();
        first.Dispose();
        _ = await third.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(slots.EnterAsync(One, default).IsCompleted);
    }

    [Fact]
    public async Task AtLeast_MoreAreAskedFor_LetsThemIn()
    {
        var slots = new RequestSlots(1);
        _ = await slots.EnterAsync(One, default);
        Task<IDisposable> second = slots.EnterAsync(One, default);
        slots.AtLeast(1);
        Assert.False(second.IsCompleted);
        slots.AtLeast(2);
        _ = await second.WaitAsync(TimeSpan.FromSeconds(60));
        _ = await slots.EnterAsync(new Uri("https://two.example/"), default);
        Assert.True(slots.EnterAsync(new Uri("https://two.example/"), default).IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_GivesUp_TakesNoSlot()
    {
        var slots = new RequestSlots(1);
        IDisposable first = await slots.EnterAsync(One, default);
        using var stop = new CancellationTokenSource();
        Task<IDisposable> given = slots.EnterAsync(One, stop.Token);
        await stop.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();
        Assert.True(slots.EnterAsync(One, default).IsCompleted);
    }
}
