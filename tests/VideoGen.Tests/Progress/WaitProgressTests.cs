using VideoGen.Cmdlets.Progress;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Progress;

public sealed class WaitProgressTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly WaitProgress _progress;

    public WaitProgressTests()
    {
        _progress = new WaitProgress(_time);
        _progress.Show(() => { });
    }

    [Fact]
    public void WaitProgress_JobsMoveOn_IsSummedUpInOneLine()
    {
        VideoJob[] jobs = Jobs(4);
        Tell(jobs);
        Assert.Equal(new ProgressState("0 of 4 done, 4 queued", "shot 3 (Queued)", 0, null), _progress.Now());

        Tell(jobs[0] with { Status = VideoStatus.Running, Progress = 50 }, jobs[1] with { Status = VideoStatus.Completed }, jobs[2] with { Status = VideoStatus.Unknown });
        Assert.Equal(new ProgressState("1 of 4 done, 1 failed, 1 running, 1 queued", "shot 2 (Unknown)", 62, null), _progress.Now());
    }

    [Fact]
    public void WaitProgress_OneJob_SaysHowFarItIsWhereTheServiceDoes()
    {
        VideoJob job = Jobs(1)[0];
        Tell(job with { Status = VideoStatus.Running });
        Assert.Equal("0 of 1 done, 1 running", _progress.Now().Status);

        Tell(job with { Status = VideoStatus.Running, Progress = 42 });
        Assert.Equal(new ProgressState("0 of 1 done, 1 running (42 %)", "shot 0 (Running 42 %)", 42, null), _progress.Now());

        Tell(job with { Status = VideoStatus.Completed, Progress = 100 });
        Assert.Equal("1 of 1 done", _progress.Now().Status);
    }

    [Fact]
    public void WaitProgress_Costs_AreThoseOfWhatIsMadeOfThoseOfAll()
    {
        VideoJob[] jobs = [.. Jobs(4).Select(job => job with { Cost = new VideoCost(20, "credits", Charged: true) })];
        Tell(jobs);
        Tell(jobs[0] with { Status = VideoStatus.Completed });

        // Nobody has said that it is charged for.
        Tell(jobs[1] with { Status = VideoStatus.Failed, Cost = new VideoCost(20, "credits", Charged: false) });
        Assert.StartsWith("1 of 4 done, 1 failed, 20 of 60 credits, ", _progress.Now().Status, StringComparison.Ordinal);
    }

    [Fact]
    public void WaitProgress_TimeLeft_ComesFromWhatIsMade()
    {
        VideoJob[] jobs = Jobs(3);
        Tell(jobs);
        Tell(jobs[0] with { Status = VideoStatus.Running }, jobs[1] with { Status = VideoStatus.Running });
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(_progress.Now().Left);

        Tell(jobs[0] with { Status = VideoStatus.Completed });

        // As long as the first took: the second is about to end, the third takes its place.
        Assert.Equal(TimeSpan.FromSeconds(44), _progress.Now().Left);

        Tell(jobs[1] with { Status = VideoStatus.Failed }, jobs[2] with { Status = VideoStatus.Completed });
        Assert.Null(_progress.Now().Left);
    }

    [Fact]
    public void WaitProgress_JobThatRanBeforeTheWait_CountsFromItsBeginning()
    {
        DateTimeOffset now = _time.GetUtcNow();
        Tell(Jobs(1)[0] with { Status = VideoStatus.Completed, StartedAt = now.AddSeconds(-120), CompletedAt = now.AddSeconds(-60) });
        Tell(Jobs(1)[0] with { Status = VideoStatus.Running, StartedAt = now.AddSeconds(-20) });
        Assert.Equal(TimeSpan.FromSeconds(40), _progress.Now().Left);
    }

    [Fact]
    public void WaitProgress_JobThatWasMadeBeforeAndSaysNothingOfIt_TellsNoTime()
    {
        Tell(Jobs(1)[0] with { Status = VideoStatus.Completed }, Jobs(1)[0]);

        Assert.Null(_progress.Now().Left);
    }

    [Fact]
    public void WaitProgress_NameWithEscapes_IsShownWithoutThem()
    {
        Tell(Jobs(1)[0] with { Name = "a\u001b[31mb\n" + new string('x', 200) });

        Assert.DoesNotContain('\u001b', _progress.Now().Operation!);
        Assert.InRange(_progress.Now().Operation!.Length, 1, 70);
    }

    [Fact]
    public void WaitProgress_NobodyLooks_GathersNothing()
    {
        var progress = new WaitProgress(_time);
        progress.Report(new JobUpdate(Jobs(1)[0]));

        Assert.Equal("0 of 0 done", progress.Now().Status);
    }

    [Fact]
    public void WaitProgress_ALargeBatch_FitsALineOf80Columns()
    {
        VideoJob[] jobs = [.. Jobs(240).Select((job, i) => job with
        {
            Cost = new VideoCost(20, "credits", Charged: true),
            Status = i < 180 ? VideoStatus.Completed : i < 192 ? VideoStatus.Failed : i < 200 ? VideoStatus.Running : VideoStatus.Queued,
        })];
        Tell(jobs);

        // The engine's line has "Waiting [", the time left and "]" beside it.
        Assert.InRange(_progress.Now().Status.Length, 1, 80 - "Waiting [ 99999s]".Length);
    }

    private void Tell(params VideoJob[] jobs) => Array.ForEach(jobs, job => _progress.Report(new JobUpdate(job)));

    private static VideoJob[] Jobs(int count) => [.. Enumerable.Range(0, count).Select(i => JournalFixture.Entry().Job with { Name = $"shot {i}" })];
}
