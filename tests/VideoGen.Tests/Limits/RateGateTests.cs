using VideoGen.Http;
using VideoGen.Limits;
using VideoGen.Providers;

namespace VideoGen.Tests.Limits;

public sealed class RateGateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(61);
    private static readonly ProviderDescriptor Limited = new()
    {
        Name = "Slow",
        Description = "For tests.",
        Models = [],
        RateLimits = [new RateLimit("creates", 2, TimeSpan.FromMinutes(1)), new RateLimit(RateLimit.Other, 3, TimeSpan.FromMinutes(1))],
    };

    private readonly TemporaryHome _home = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Find_ServiceWithoutLimits_HasNoGate() =>
        Assert.Null(Gates().Find(Limited with { RateLimits = [] }, new Uri("https://a.example"), new Secret("k")));

    [Fact]
    public void Find_OtherKeyOrAddress_HasAGateOfItsOwn()
    {
        RateGates gates = Gates();
        RateGate gate = Find(gates);
        Assert.Same(gate, Find(gates));
        Assert.NotSame(gate, gates.Find(Limited, new Uri("https://a.example"), new Secret("another")));
        Assert.NotSame(gate, gates.Find(Limited, new Uri("https://b.example"), new Secret("k")));
        Assert.NotSame(gate, gates.Find(Limited, new Uri("https://a.example"), null));
    }

    [Fact]
    public async Task Enter_BucketIsFull_WaitsForRoomInOrder()
    {
        RateGate gate = Find(Gates());
        Task[] requests = [.. Enumerable.Range(0, 5).Select(_ => EnterAsync(gate))];
        await Task.WhenAll(requests[..2]).WaitAsync(Patience);
        await _time.WaitForTimerAsync(Span);
        Assert.All(requests[2..], request => Assert.False(request.IsCompleted));

        _time.Advance(Span);
        await Task.WhenAll(requests[2..4]).WaitAsync(Patience);
        await _time.WaitForTimerDueAsync(_time.GetUtcNow() + Span);
        Assert.False(requests[4].IsCompleted);

        _time.Advance(Span);
        await requests[4].WaitAsync(Patience);
    }

    [Fact]
    public async Task Enter_OtherBucket_DoesNotWait()
    {
        RateGate gate = Find(Gates());
        await Task.WhenAll(EnterAsync(gate), EnterAsync(gate)).WaitAsync(Patience);
        Task full = EnterAsync(gate);
        await gate.EnterAsync(RateLimit.Other, null, CancellationToken.None).WaitAsync(Patience);
        await gate.EnterAsync("not limited", null, CancellationToken.None).WaitAsync(Patience);
        Assert.False(full.IsCompleted);
    }

    [Fact]
    public async Task Enter_TwoProcessesOfOneHome_ShareTheBucket()
    {
        RateGate first = Find(Gates());
        RateGate second = Find(Gates());
        await EnterAsync(first).WaitAsync(Patience);
        await EnterAsync(second).WaitAsync(Patience);
        Task third = EnterAsync(first);
        await _time.WaitForTimerAsync(Span);
        _time.Advance(TimeSpan.FromSeconds(1));
        Task fourth = EnterAsync(second);
        await _time.WaitForTimerAsync(Span - TimeSpan.FromSeconds(1));
        Assert.False(third.IsCompleted || fourth.IsCompleted);
        _time.Advance(Span - TimeSpan.FromSeconds(1));
        await Task.WhenAll(third, fourth).WaitAsync(Patience);
    }

    [Fact]
    public async Task Enter_Cancelled_LeavesThePlaceToTheNext()
    {
        RateGate gate = Find(Gates());
        await Task.WhenAll(EnterAsync(gate), EnterAsync(gate)).WaitAsync(Patience);
        using var cancellation = new CancellationTokenSource();
        Task stopped = gate.EnterAsync("creates", null, cancellation.Token);
        Task next = EnterAsync(gate);
        await _time.WaitForTimerAsync(Span);
        await cancellation.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.WaitAsync(Patience));
        _time.Advance(Span);
        await next.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"buckets":null}""")]
    [InlineData("""{"buckets":{"creates":null}}""")]
    [InlineData("""{"buckets":{"creates":{"sent":null}}}""")]
    [InlineData("""{"buckets":{"creates":{"sent":["yesterday"]}}}""")]
    [InlineData("""{"buckets":{"creates":{"sent":[],"left":-5,"resetAt":"9999-01-01T00:00:00Z"}}}""")]
    public async Task Enter_FileIsDamaged_CountsAnewAndHealsIt(string content)
    {
        await EnterAsync(Find(Gates())).WaitAsync(Patience);
        await File.WriteAllTextAsync(StateFile(), content);
        RateGate gate = Find(Gates());
        await Task.WhenAll(EnterAsync(gate), EnterAsync(gate)).WaitAsync(Patience);
        Assert.Equal(2, RateState.Parse(await File.ReadAllBytesAsync(StateFile()))["creates"].Sent.Count);
    }

    [Fact]
    public async Task Enter_FileIsHeldForLong_GoesOnWithoutItAndStillCounts()
    {
        RateGate gate = Find(Gates());
        await EnterAsync(gate).WaitAsync(Patience);
        using (new FileStream(StateFile(), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await EnterAsync(gate).WaitAsync(Patience);
            Task third = EnterAsync(gate);
            await _time.WaitForTimerAsync(Span);
            Assert.False(third.IsCompleted);
            _time.Advance(Span);
            await third.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Enter_FolderCannotBeMade_GoesOnWithoutItAndStillCounts()
    {
        await File.WriteAllTextAsync(_home.At("limits"), "a file where the folder should be");
        RateGate gate = Find(Gates());
        await Task.WhenAll(EnterAsync(gate), EnterAsync(gate)).WaitAsync(Patience);
        Task third = EnterAsync(gate);
        await _time.WaitForTimerAsync(Span);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task File_OnDisk_DoesNotTellTheKeyAndIsItsOwners()
    {
        await Gates().Find(Limited, new Uri("https://a.example"), new Secret("canary-0123456789"))!.EnterAsync("creates", null, CancellationToken.None);
        Assert.DoesNotContain("canary", StateFile() + await File.ReadAllTextAsync(StateFile()), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StateFile()));
        }
    }

    private RateGates Gates() => new(_home.Path, _time);

    private static RateGate Find(RateGates gates) => gates.Find(Limited, new Uri("https://a.example"), new Secret("k"))!;

    private static Task EnterAsync(RateGate gate) => gate.EnterAsync("creates", null, CancellationToken.None);

    private string StateFile() => Assert.Single(Directory.GetFiles(_home.At("limits")));
}
