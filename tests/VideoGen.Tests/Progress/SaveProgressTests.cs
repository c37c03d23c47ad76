using VideoGen.Cmdlets.Progress;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Progress;

public sealed class SaveProgressTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SaveProgress _progress;

    public SaveProgressTests()
    {
        _progress = new SaveProgress(_time);
        _progress.Show(() => { });
    }

    [Fact]
    public void SaveProgress_Downloads_AreCountedWithBytesRateAndTime()
    {
        VideoJob[] jobs = [Job(8_000_000), Job(2_000_000)];
        Array.ForEach(jobs, _progress.Expect);
        Assert.Equal(new ProgressState("0 of 2 clips, 0 B of 10 MB", null, 0, null), _progress.Now());

        _progress.Report(new JobUpdate(jobs[0], 0, 8_000_000));
        _time.Advance(TimeSpan.FromSeconds(2));
        _progress.Report(new JobUpdate(jobs[0], 4_000_000, 8_000_000));
        Assert.Equal(new ProgressState("0 of 2 clips, 4 MB of 10 MB, 2 MB/s", "clip", 40, TimeSpan.FromSeconds(3)), _progress.Now());

        _progress.Report(new JobUpdate(jobs[0], 8_000_000, 8_000_000));
        _progress.Save(jobs[0]);
        _progress.End(jobs[0]);
        _progress.End(jobs[1]);
        Assert.StartsWith("1 of 2 clips, 1 failed, 8 MB of 8 MB", _progress.Now().Status, StringComparison.Ordinal);
        Assert.Null(_progress.Now().Left);
    }

    [Fact]
    public void SaveProgress_WhatAnEarlierRunLeft_IsNoRate()
    {
        VideoJob job = Job(8_000_000);
        _progress.Expect(job);
        _progress.Report(new JobUpdate(job, 6_000_000, 8_000_000));
        _time.Advance(TimeSpan.FromSeconds(2));
        _progress.Report(new JobUpdate(job, 7_000_000, 8_000_000));

        Assert.Equal("0 of 1 clip, 7 MB of 8 MB, 500 KB/s", _progress.Now().Status);
    }

    [Fact]
    public void SaveProgress_LengthNobodyTells_ShowsWhatIsThere()
    {
        VideoJob job = Job([null]);
        _progress.Expect(job);
        _progress.Report(new JobUpdate(job, 0));
        _time.Advance(TimeSpan.FromSeconds(1));
        _progress.Report(new JobUpdate(job, 300_000));

        Assert.Equal(new ProgressState("0 of 1 clip, 300 KB, 300 KB/s", "clip", 0, null), _progress.Now());
    }

    [Fact]
    public void SaveProgress_LengthsOfSomeOnly_AreTakenForThoseOfTheOthers()
    {
        VideoJob[] jobs = [Job(2_000_000), Job([null]), Job([null])];
        Array.ForEach(jobs, _progress.Expect);
        _progress.Report(new JobUpdate(jobs[0], 0, 2_000_000));
        _time.Advance(TimeSpan.FromSeconds(1));
        _progress.Report(new JobUpdate(jobs[0], 1_000_000, 2_000_000));

        Assert.Equal(new ProgressState("0 of 3 clips, 1 MB of about 6 MB, 1 MB/s", "clip", 16, TimeSpan.FromSeconds(5)), _progress.Now());
    }

    [Fact]
    public void SaveProgress_APauseBetweenClips_IsNoLowRate()
    {
        VideoJob[] jobs = [Job(1_000_000), Job(1_000_000)];
        _progress.Expect(jobs[0]);
        _progress.Report(new JobUpdate(jobs[0], 1_000_000, 1_000_000));
        _progress.Save(jobs[0]);
        _progress.End(jobs[0]);
        _time.Advance(TimeSpan.FromSeconds(8));

        _progress.Expect(jobs[1]);
        _progress.Report(new JobUpdate(jobs[1], 0, 1_000_000));
        _time.Advance(TimeSpan.FromSeconds(1));
        _progress.Report(new JobUpdate(jobs[1], 500_000, 1_000_000));

        Assert.Equal("1 of 2 clips, 1.5 MB of 2 MB, 500 KB/s", _progress.Now().Status);
    }

    [Fact]
    public void SaveProgress_SeveralClipsOfAJob_AreAddedUp()
    {
        VideoJob job = Job(1_000_000, 3_000_000);
        _progress.Expect(job);
        _progress.Report(new JobUpdate(job, 1_000_000, 1_000_000, Output: 0));
        _progress.Save(job);
        _progress.Report(new JobUpdate(job, 500_000, 3_000_000, Output: 1));

        Assert.Equal("1 of 2 clips, 1.5 MB of 4 MB", _progress.Now().Status);
    }

    [Fact]
    public void ByteRate_AStall_SinksToNothing()
    {
        var rate = new ByteRate(_time);
        Assert.Null(rate.PerSecond);
        rate.Add(500_000);
        Assert.Null(rate.PerSecond);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(100_000, rate.PerSecond);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(0, rate.PerSecond);
    }

    private static VideoJob Job(params long?[] lengths) =>
        JournalFixture.Entry().Job with { Name = "clip", Outputs = new VideoOutputs([.. lengths.Select(length => new VideoOutput { Bytes = length })]) };
}
