using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>Stopping and removing.</summary>
public sealed class EndingTests : IDisposable
{
    private readonly CapableProvider _provider = new();
    private readonly ClientFixture _fixture;

    public EndingTests() => _fixture = new ClientFixture(_provider);

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(VideoStatus.Failed)]
    [InlineData(VideoStatus.Cancelled)]
    public async Task Stop_ServiceStopsIt_IsCancelledWhateverItsWord(VideoStatus word)
    {
        _provider.OnCancel = id => FakeProvider.Snapshot(id, word);
        VideoJob stopped = await StopAsync(Put(VideoStatus.Running, "job-1"));
        Assert.Equal((VideoStatus.Cancelled, null), (stopped.Status, stopped.Error));
        Assert.Equal(VideoStatus.Cancelled, (await _fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task Stop_ItWasCompletedInBetween_IsCompleted()
    {
        _provider.OnCancel = id => FakeProvider.Snapshot(id, VideoStatus.Completed);
        Assert.Equal(VideoStatus.Completed, (await StopAsync(Put(VideoStatus.Running, "job-1"))).Status);
    }

    [Fact]
    public async Task Stop_ObjectIsOlderThanTheJournal_StopsWhatTheJournalKnows()
    {
        VideoJob now = Put(VideoStatus.Running, "job-1");
        Assert.Equal(VideoStatus.Cancelled, (await StopAsync(now with { Id = null, Status = VideoStatus.Sending })).Status);
    }

    [Fact]
    public async Task Stop_ServiceHasNoWay_SaysSoAndLeavesTheJob()
    {
        using var fixture = new ClientFixture();
        VideoJob job = fixture.Store.Put(JournalFixture.Entry(VideoStatus.Running, "job-1")).Job;
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => fixture.Client.StopAsync(job, CancellationToken.None));
        Assert.Equal(VideoErrors.CannotStop, error.Kind);
        Assert.Equal(VideoStatus.Running, (await fixture.OnlyEntryAsync()).Job.Status);
    }

    [Fact]
    public async Task Remove_CompletedAndNotSaved_IsRefusedUnlessForced()
    {
        VideoJob job = Put(VideoStatus.Completed, "job-1");
        Assert.Equal(VideoErrors.NotSaved, (await Assert.ThrowsAsync<VideoGenException>(() => RemoveAsync(job))).Kind);
        Assert.Empty(_provider.Deleted);
        await RemoveAsync(job, force: true);
        Assert.Equal(["job-1"], _provider.Deleted);
        Assert.Empty(await _fixture.EntriesAsync());
    }

    [Fact]
    public async Task Remove_OneOfTwoOutputsIsSaved_IsRefused()
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Completed, "job-1");
        entry = _fixture.Store.Put(entry with
        {
            Saved = [new SavedOutput(0, "/x", 1, "", default)],
            Job = entry.Job with { Outputs = new VideoOutputs([new VideoOutput(), new VideoOutput()]) },
        });
        Assert.Equal(VideoErrors.NotSaved, (await Assert.ThrowsAsync<VideoGenException>(() => RemoveAsync(entry.Job))).Kind);
    }

    [Theory]
    [InlineData(VideoStatus.Sending)]
    [InlineData(VideoStatus.Unknown)]
    [InlineData(VideoStatus.Queued)]
    [InlineData(VideoStatus.Running)]
    public async Task Remove_NotEnded_IsRefusedAndOnlyTheJournalCanForgetIt(VideoStatus status)
    {
        VideoJob job = Put(status, "job-1");
        Assert.Equal(VideoErrors.CannotDelete, (await Assert.ThrowsAsync<VideoGenException>(() => RemoveAsync(job))).Kind);
        Assert.Single(await _fixture.EntriesAsync());
        await RemoveAsync(job, journalOnly: true);
        Assert.Empty(await _fixture.EntriesAsync());
        Assert.Empty(_provider.Deleted);
    }

    [Fact]
    public async Task Remove_Unknown_DoesNotAdviseToStopOrWait()
    {
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => RemoveAsync(JournalFixture.Entry(VideoStatus.Unknown).Job));
        Assert.DoesNotContain("Stop-VideoJob", error.Message, StringComparison.Ordinal);
        Assert.Contains("-JournalOnly", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_NotInTheJournal_IsDeletedAtTheService()
    {
        await RemoveAsync(JournalFixture.Entry(VideoStatus.Failed, "elsewhere").Job);
        Assert.Equal(["elsewhere"], _provider.Deleted);
    }

    [Fact]
    public async Task Remove_JobChangesMeanwhile_StaysAndItsRowIsNotTakenForRemoved()
    {
        SubmitResult submitted = await _fixture.SubmitOneAsync(ClientFixture.Batch(), ClientFixture.Row("a fox"));
        JournalEntry pending = await _fixture.RewriteAsync(entry => entry with { Job = entry.Job with { Status = VideoStatus.Pending, Id = null } });

        // Held until the removal waits for it; by then the entry is another.
        var entered = new TaskCompletionSource();
        var changed = new TaskCompletionSource();
        Task<JournalEntry?> sending = Task.Run(() => _fixture.Journal.UpdateAsync(
            pending.Job.Key,
            current =>
            {
                entered.SetResult();
                changed.Task.Wait(ClientFixture.Patience);
                return current with { Job = current.Job with { Status = VideoStatus.Sending } };
            },
            durable: false,
            CancellationToken.None));
        await entered.Task.WaitAsync(ClientFixture.Patience);
        Task removal = RemoveAsync(pending.Job);
        while ((await _fixture.Store.Batches.FindRowAsync("demo", pending.RowKey!, CancellationToken.None))?.Marker.Removed != true)
        {
            await Task.Yield();
        }

        changed.SetResult();
        await sending;
        Assert.Equal(VideoErrors.CannotDelete, (await Assert.ThrowsAsync<VideoGenException>(() => removal)).Kind);
        Assert.Equal(VideoStatus.Sending, (await _fixture.OnlyEntryAsync()).Job.Status);
        Assert.False((await _fixture.Store.Batches.FindRowAsync("demo", pending.RowKey!, CancellationToken.None))!.Value.Marker.Removed);
        Assert.Equal(submitted.Job!.Key, pending.Job.Key);
    }

    private VideoJob Put(VideoStatus status, string? id) => _fixture.Store.Put(JournalFixture.Entry(status, id)).Job;

    private Task<VideoJob> StopAsync(VideoJob job) => _fixture.Client.StopAsync(job, CancellationToken.None);

    [Fact]
    public async Task Remove_ManyJobs_GoInOneRequestAndThoseRefusedStay()
    {
        var provider = new CapableProvider { DeleteBatchSize = 10, OnDelete = id => id == "b" ? new VideoGenException(VideoErrors.CannotDelete, "still busy") : null };
        using var fixture = new ClientFixture(provider);
        JournalEntry[] entries = [JournalFixture.Entry(VideoStatus.Failed, "a"), JournalFixture.Entry(VideoStatus.Failed, "b"), JournalFixture.Entry(VideoStatus.Failed, "c")];
        foreach (JournalEntry entry in entries)
        {
            Assert.True(await fixture.Journal.TryCreateAsync(entry));
        }

        var told = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await fixture.Client.RemoveAsync([.. entries.Select(entry => entry.Job)], journalOnly: false, force: false, (job, reason) => told[job.Id!] = reason?.Message ?? "gone", CancellationToken.None);

        Assert.Equal(["a", "b", "c"], Assert.Single(provider.Deletions).Order());
        Assert.Equal(("gone", "still busy", "gone"), (told["a"], told["b"], told["c"]));
        Assert.Equal("b", Assert.Single(await fixture.EntriesAsync()).Job.Id);
    }

    private Task RemoveAsync(VideoJob job, bool journalOnly = false, bool force = false) =>
        _fixture.Client.RemoveAsync(job, journalOnly, force, CancellationToken.None);
}
