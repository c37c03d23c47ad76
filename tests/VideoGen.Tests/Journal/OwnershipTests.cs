using System.Text.Json;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class OwnershipTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void JobOwner_ThisProcess_IsAlive() => Assert.True(_fixture.Leases.IsAlive(JobOwner.Current));

    [Fact]
    public void JobOwner_NoSuchProcess_IsGone() => Assert.False(_fixture.Leases.IsAlive(JournalFixture.Dead));

    [Fact]
    public void JobOwner_NumberWasGivenToALaterProcess_IsGone() =>
        Assert.False(_fixture.Leases.IsAlive(JobOwner.Current with { ProcessStart = JobOwner.Current.ProcessStart - 500 }));

    [Fact]
    public void JobOwner_AfterJson_IsTheSame()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(JobOwner.Current, JournalJson.Default.JobOwner);
        Assert.Equal(JobOwner.Current, JsonSerializer.Deserialize(json, JournalJson.Default.JobOwner));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(70, false)]
    [InlineData(100_000, false)]
    public void Leases_OwnerOnAnotherHost_LivesAsLongAsItsLeaseIsYoung(int seconds, bool alive)
    {
        _fixture.WriteLease(JournalFixture.Elsewhere, TimeSpan.FromSeconds(seconds));
        Assert.Equal(alive, _fixture.Leases.IsAlive(JournalFixture.Elsewhere));
    }

    [Fact]
    public void Leases_OwnerOnAnotherHostWithoutLease_IsGone() => Assert.False(_fixture.Leases.IsAlive(JournalFixture.Elsewhere));

    [Fact]
    public void Leases_Kept_IsTouchedUntilItIsDisposed()
    {
        _fixture.Leases.Keep();
        _fixture.Leases.Keep();
        string lease = Assert.Single(Directory.GetFiles(_fixture.Folders.LeaseFiles));
        DateTime old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        File.SetLastWriteTimeUtc(lease, old);
        _fixture.Time.Advance(Leases.TouchInterval);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(lease));

        _fixture.Leases.Dispose();
        File.SetLastWriteTimeUtc(lease, old);
        _fixture.Time.Advance(Leases.TouchInterval * 3);
        Assert.Equal(old, File.GetLastWriteTimeUtc(lease));
    }

    [Fact]
    public void Leases_LeftByFormerDays_AreSweptAndOthersStay()
    {
        _fixture.WriteLease(JournalFixture.Elsewhere, TimeSpan.FromDays(2));
        _fixture.WriteLease(JournalFixture.Elsewhere with { ProcessId = 18 }, TimeSpan.FromHours(2));
        _fixture.Leases.Keep();
        Assert.Equal(2, Directory.GetFiles(_fixture.Folders.LeaseFiles).Length);
    }

    [Fact]
    public void Leases_DisposedWithoutAnyFolder_IsQuiet()
    {
        var leases = new Leases(_fixture.Home.At("nowhere", "leases"), _fixture.Time);
        leases.Dispose();
        Assert.False(Directory.Exists(_fixture.Home.At("nowhere")));
    }

    [Fact]
    public async Task JobClaims_OwnerIsGone_TakesTheEntryOnce()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        JournalEntry?[] taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TakeAsync(entry))));

        JournalEntry winner = Assert.Single(taken, item => item is not null)!;
        Assert.Equal(JobOwner.Current, winner.Owner);
        Assert.Equal(1, winner.Generation);
        Assert.Equal(winner.Owner, (await _fixture.FindAsync(entry))!.Owner);
    }

    [Fact]
    public async Task JobClaims_OwnerIsAlive_LeavesTheEntry()
    {
        _fixture.WriteLease(JournalFixture.Elsewhere, TimeSpan.Zero);
        Assert.Null(await TakeAsync(_fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JobOwner.Current })));
        Assert.Null(await TakeAsync(_fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Elsewhere })));
    }

    [Fact]
    public async Task JobClaims_OwnerSentItAndEndedMeanwhile_LeavesTheEntry()
    {
        // Read as Pending and owned; then its owner sends it and ends.
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        await _fixture.UpdateAsync(entry, current => current with { Owner = null, Job = current.Job with { Status = VideoStatus.Queued, Id = "paid" } });

        Assert.Null(await TakeAsync(entry));
        Assert.Equal(VideoStatus.Queued, (await _fixture.FindAsync(entry))!.Job.Status);
    }

    [Fact]
    public async Task JobClaims_ClaimantDiedBeforeTheEntryNamedIt_IsPassedOver()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        WriteClaim(entry, 1, JsonSerializer.SerializeToUtf8Bytes(JournalFixture.Dead, JournalJson.Default.JobOwner));
        Assert.Equal(2, (await TakeAsync(entry))!.Generation);
    }

    [Fact]
    public async Task JobClaims_ClaimOfSomebodyAlive_KeepsTheEntryFromUs()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        _fixture.WriteLease(JournalFixture.Elsewhere, TimeSpan.Zero);
        WriteClaim(entry, 1, JsonSerializer.SerializeToUtf8Bytes(JournalFixture.Elsewhere, JournalJson.Default.JobOwner));
        Assert.Null(await TakeAsync(entry));
    }

    [Fact]
    public async Task JobClaims_TornClaim_CountsUntilItIsOld()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        string path = WriteClaim(entry, 1, []);
        Assert.Null(await TakeAsync(entry));

        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path) - TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await TakeAsync(entry))!.Generation);
    }

    [Fact]
    public async Task JobClaims_EntryCannotBeWritten_GivesTheClaimBack()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(VideoStatus.Pending) with { Owner = JournalFixture.Dead });
        await Assert.ThrowsAsync<VideoGenException>(() => _fixture.Claims.TryTakeAsync(
            entry.Job.Key,
            _ => true,
            current =>
            {
                // What is written next meets a folder where the file should be.
                string path = _fixture.Folders.OpenEntry(current.Job.Key);
                File.Delete(path);
                _ = Directory.CreateDirectory(Path.Combine(path, "x"));
                return current;
            },
            CancellationToken.None));
        Assert.Empty(Directory.GetFiles(_fixture.Folders.Claims));
    }

    private Task<JournalEntry?> TakeAsync(JournalEntry entry) => _fixture.Claims.TryTakeAsync(
        entry.Job.Key, current => current.Job.Status == VideoStatus.Pending, current => current, CancellationToken.None);

    private string WriteClaim(JournalEntry entry, int generation, byte[] content)
    {
        _ = Directory.CreateDirectory(_fixture.Folders.Claims);
        string path = Path.Combine(_fixture.Folders.Claims, $"{entry.Job.Key}.{generation}");
        File.WriteAllBytes(path, content);
        return path;
    }
}
