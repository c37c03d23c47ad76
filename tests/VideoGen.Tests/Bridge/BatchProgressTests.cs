using VideoGen.Cmdlets;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Bridge;

public sealed class BatchProgressTests
{
    private readonly List<(string Status, string? Operation, int Percent)> _shown = [];

    [Fact]
    public void BatchProgress_JobsMoveOn_IsSummedUpInOneLine()
    {
        var progress = new BatchProgress((status, operation, percent) => _shown.Add((status, operation, percent)));
        VideoJob[] jobs = [.. Enumerable.Range(0, 4).Select(i => JournalFixture.Entry().Job with { Name = $"shot {i}" })];
        Array.ForEach(jobs, job => progress.Report(new JobUpdate(job)));
        Assert.Equal(("0 of 4 done, 4 queued", "shot 3 (Queued)", 0), _shown[^1]);

        progress.Report(new JobUpdate(jobs[0] with { Status = VideoStatus.Running, Progress = 50 }));
        progress.Report(new JobUpdate(jobs[1] with { Status = VideoStatus.Completed }));
        progress.Report(new JobUpdate(jobs[2] with { Status = VideoStatus.Unknown }));
        Assert.Equal(("1 of 4 done, 1 running, 1 queued, 1 failed", "shot 2 (Unknown)", 62), _shown[^1]);
    }

    [Fact]
    public void BatchProgress_NameWithEscapes_IsShownWithoutThem()
    {
        var progress = new BatchProgress((status, operation, percent) => _shown.Add((status, operation, percent)));
        progress.Report(new JobUpdate(JournalFixture.Entry().Job with { Name = "a\u001b[31mb\n" + new string('x', 200) }));
        Assert.DoesNotContain('\u001b', _shown[0].Operation!);
        Assert.InRange(_shown[0].Operation!.Length, 1, 70);
    }
}
