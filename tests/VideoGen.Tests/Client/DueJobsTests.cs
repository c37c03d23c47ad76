using VideoGen.Client;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>When the jobs of a wait are read next.</summary>
public sealed class DueJobsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    private readonly DueJobs _due = new();

    [Fact]
    public void Take_BeforeItsTime_LeavesAJob()
    {
        Add(1, Pause, Now);
        Assert.Equal(Now + Pause, _due.Next);
        Assert.Empty(_due.Take(Now + Pause - TimeSpan.FromTicks(1)));
        Assert.Single(_due.Take(Now + Pause));
        Assert.Null(_due.Next);
    }

    [Fact]
    public void Next_OfSeveralProviders_IsTheFirst()
    {
        Add(1, Pause, Now, provider: "A");
        Add(1, Pause / 2, Now, provider: "B");
        Assert.Equal(Now + (Pause / 2), _due.Next);
        Assert.Equal("B", Assert.Single(_due.Take(Now + (Pause / 2))).Job.Provider);
    }

    [Fact]
    public void Take_FewJobsToldAtOnce_AreReadOnTheDot()
    {
        for (int i = 0; i < 100; i++)
        {
            Add(1, Pause, Now);
        }

        Assert.Equal(100, _due.Take(Now + Pause).Count);
    }

    [Fact]
    public void Take_ThousandsToldAtOnce_AreSpreadAfterSomeRoundsAndNeverEarly()
    {
        const int Jobs = 6000;
        for (int i = 0; i < Jobs; i++)
        {
            Add(1, TimeSpan.Zero, Now);
        }

        // Each is answered the moment it is read.
        DateTimeOffset now = Now;
        Dictionary<WaitedJob, DateTimeOffset> read = [];
        int most = 0;
        DateTimeOffset end = Now + (30 * Pause);
        while (_due.Next is { } next && next <= end)
        {
            now = next > now ? next : now;
            List<WaitedJob> taken = _due.Take(now);
            most = now > Now + (20 * Pause) ? Math.Max(most, taken.Count) : 0;
            foreach (WaitedJob job in taken)
            {
                if (read.TryGetValue(job, out DateTimeOffset last))
                {
                    Assert.InRange(now - last, Pause, Pause * 1.1);
                }

                read[job] = now;
                _due.Add(job, 1, Pause, isLeast: true, now);
            }
        }

        // Not all 6,000 in one moment of each minute.
        Assert.InRange(most, 1, 100);
    }

    [Fact]
    public void Take_ReadsThatCarryManyIds_GatherJobsThatAreDueSoon()
    {
        // As they come down a pipeline: one every 5 ms.
        var pause = TimeSpan.FromSeconds(5);
        for (int i = 0; i < 1000; i++)
        {
            Add(50, pause, Now + TimeSpan.FromMilliseconds(5 * i));
        }

        int requests = 0;
        for (int read = 0; read < 1000;)
        {
            int count = _due.Take(_due.Next!.Value).Count;
            requests += (count + 49) / 50;
            read += count;
        }

        Assert.Equal(20, requests);
    }

    [Fact]
    public void Take_ServiceAskedForThePause_GathersNothingEarly()
    {
        Add(50, Pause, Now, isLeast: true);
        Add(50, Pause, Now + TimeSpan.FromSeconds(1), isLeast: true);
        Assert.Single(_due.Take(Now + Pause));
    }

    private void Add(int batchSize, TimeSpan pause, DateTimeOffset now, bool isLeast = false, string provider = "Fake") =>
        _due.Add(new WaitedJob(JournalFixture.Entry(VideoStatus.Queued, "job").Job with { Provider = provider }, isKept: false), batchSize, pause, isLeast, now);
}
