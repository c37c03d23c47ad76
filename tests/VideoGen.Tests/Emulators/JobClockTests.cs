using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class JobClockTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void JobClock_TimePasses_GoesThroughItsPhasesOnTheDot()
    {
        var clock = new JobClock(_time, new JobPace { Queued = TimeSpan.FromSeconds(2), Running = TimeSpan.FromSeconds(6) });
        var seen = new List<(JobPhase, int)>();
        foreach (int step in new[] { 0, 1, 1, 3, 3 })
        {
            _time.Advance(TimeSpan.FromSeconds(step));
            seen.Add((clock.Phase, clock.Progress));
        }

        Assert.Equal([(JobPhase.Queued, 0), (JobPhase.Queued, 0), (JobPhase.Running, 0), (JobPhase.Running, 50), (JobPhase.Ended, 100)], seen);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)), (clock.Started - clock.Created, clock.Ended - clock.Created));
    }

    [Fact]
    public void JobClock_Reads_AreCountedAndPeeksAreNot()
    {
        var clock = new JobClock(_time, JobPace.OneReadEach);

        Assert.Equal(
            [JobPhase.Queued, JobPhase.Queued, JobPhase.Running, JobPhase.Running, JobPhase.Ended],
            new[] { clock.Phase, clock.Read(), clock.Phase, clock.Read(), clock.Read() });
    }

    [Fact]
    public void JobClock_EndedEarly_StaysEnded()
    {
        var clock = new JobClock(_time, new JobPace());

        Assert.True(clock.End());
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(clock.End());
        Assert.Equal((JobPhase.Ended, clock.Created), (clock.Read(), clock.Ended));
    }
}
