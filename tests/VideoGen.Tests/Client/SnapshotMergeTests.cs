using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

public sealed class SnapshotMergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(VideoStatus.Sending, VideoStatus.Queued, VideoStatus.Queued)]
    [InlineData(VideoStatus.Unknown, VideoStatus.Running, VideoStatus.Running)]
    [InlineData(VideoStatus.Running, VideoStatus.Completed, VideoStatus.Completed)]
    [InlineData(VideoStatus.Completed, VideoStatus.Failed, VideoStatus.Completed)]
    [InlineData(VideoStatus.Cancelled, VideoStatus.Failed, VideoStatus.Cancelled)]
    [InlineData(VideoStatus.Expired, VideoStatus.Completed, VideoStatus.Expired)]
    [InlineData(VideoStatus.Queued, VideoStatus.Pending, VideoStatus.Running)]
    [InlineData(VideoStatus.Sending, VideoStatus.Sending, VideoStatus.Running)]
    [InlineData(VideoStatus.Running, VideoStatus.Unknown, VideoStatus.Running)]
    public void SnapshotMerge_Status_FollowsTheServiceUntilItIsSettledAndIsNeverStillToBeSent(VideoStatus before, VideoStatus told, VideoStatus after) =>
        Assert.Equal(after, Merge(JournalFixture.Entry(before), new JobSnapshot { Id = "a", Status = told }).Job.Status);

    [Fact]
    public void SnapshotMerge_LifetimeOfItsOutputs_BeginsWhenTheJobWasFirstSeenToHaveEnded()
    {
        var ended = new JobSnapshot { Id = "a", Status = VideoStatus.Completed, OutputLifetime = TimeSpan.FromHours(24) };
        JournalEntry entry = Merge(JournalFixture.Entry(VideoStatus.Running), ended);
        Assert.Equal(Now.AddHours(24), entry.Job.ExpiresAt);
        Assert.Equal(Now.AddHours(24), SnapshotMerge.Apply(entry, ended, Now.AddHours(3)).Job.ExpiresAt);
        Assert.Equal(Now.AddHours(1), Merge(JournalFixture.Entry(VideoStatus.Running), ended with { ExpiresAt = Now.AddHours(1) }).Job.ExpiresAt);
    }

    [Theory]
    [InlineData(3, true, 5, false, 3, true)]
    [InlineData(3, true, 5, true, 5, true)]
    [InlineData(3, false, 5, false, 5, false)]
    [InlineData(3, false, 5, true, 5, true)]
    [InlineData(3, false, -5, true, 3, false)]
    public void SnapshotMerge_Cost_AChargeIsReplacedByAChargeOnly(int before, bool wasCharged, int told, bool isCharged, int after, bool staysCharged)
    {
        JournalEntry first = JournalFixture.Entry(VideoStatus.Running);
        first = first with { Job = first.Job with { Cost = new VideoCost(before, "USD", wasCharged) } };
        JobSnapshot snapshot = FakeProvider.Snapshot("a", VideoStatus.Completed) with { Cost = new VideoCost(told, "USD", isCharged) };
        Assert.Equal(new VideoCost(after, "USD", staysCharged), Merge(first, snapshot).Job.Cost);
    }

    [Fact]
    public void SnapshotMerge_EndIsTheLastMomentThereIs_LifetimeEndsThenToo() => Assert.Equal(
        DateTimeOffset.MaxValue,
        Merge(
            JournalFixture.Entry(VideoStatus.Running),
            FakeProvider.Snapshot("a", VideoStatus.Completed) with { CompletedAt = DateTimeOffset.MaxValue, OutputLifetime = TimeSpan.FromHours(24) }).Job.ExpiresAt);

    [Fact]
    public void SnapshotMerge_NothingNew_IsTheSameEntry()
    {
        JournalEntry entry = Merge(JournalFixture.Entry(VideoStatus.Queued), FakeProvider.Snapshot("a", VideoStatus.Running));
        Assert.Same(entry, Merge(entry, FakeProvider.Snapshot("a", VideoStatus.Running)));
    }

    [Fact]
    public void SnapshotMerge_WhatTheServiceDoesNotSay_Stays()
    {
        JournalEntry first = Merge(JournalFixture.Entry(VideoStatus.Queued), new JobSnapshot
        {
            Id = "a",
            Status = VideoStatus.Running,
            Progress = 250,
            Cost = new VideoCost(3, "credits", true),
            Raw = "{}",
            Outputs = new VideoOutputs([new VideoOutput { Bytes = 1 }]),
        });
        VideoJob job = Merge(first, FakeProvider.Snapshot("b", VideoStatus.Running)).Job;
        Assert.Equal(("a", 100, "{}"), (job.Id, job.Progress, job.Raw));
        Assert.Equal(3, job.Cost!.Amount);
        Assert.Single(job.Outputs);
        Assert.Equal(Now, job.StartedAt);
    }

    [Fact]
    public void SnapshotMerge_FailedWithoutReason_HasOneAllTheSame()
    {
        VideoJob job = Merge(JournalFixture.Entry(VideoStatus.Running), FakeProvider.Snapshot("a", VideoStatus.Failed)).Job;
        Assert.NotNull(job.Error);
        Assert.Equal(Now, job.CompletedAt);
    }

    private static JournalEntry Merge(JournalEntry entry, JobSnapshot snapshot) => SnapshotMerge.Apply(entry, snapshot, Now);
}
