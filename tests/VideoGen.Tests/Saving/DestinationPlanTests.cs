using VideoGen.Client;

namespace VideoGen.Tests.Saving;

public sealed class DestinationPlanTests
{
    private static readonly string Base = Path.GetFullPath("/work-folder");

    [Fact]
    public void DestinationPlan_TwoJobsOfOneName_GetTwoPathsWhateverTheLetterCase()
    {
        DestinationPlan plan = Plan("{Name}");

        Assert.Equal(["intro.mp4", "Intro-bbbbbbbb.mp4"], new[] { Assign(plan, Job('a', "intro")), Assign(plan, Job('b', "Intro")) });
    }

    [Fact]
    public void DestinationPlan_ComposedAndDecomposedName_AreOnePath()
    {
        DestinationPlan plan = Plan("{Name}");

        Assert.Equal(["\u00e9.mp4", "\u00e9-bbbbbbbb.mp4"], new[] { Assign(plan, Job('a', "\u00e9")), Assign(plan, Job('b', "e\u0301")) });
    }

    [Fact]
    public void DestinationPlan_EqualShortIds_GetTheWholeKey()
    {
        DestinationPlan plan = Plan("x-{Date}");
        VideoJob[] jobs = [new() { Key = "12345678-a", Provider = "P" }, new() { Key = "12345678-b", Provider = "P" }, new() { Key = "12345678-c", Provider = "P" }];

        Assert.Equal(["x-0001-01-01.mp4", "x-0001-01-01-12345678.mp4", "x-0001-01-01-12345678-c.mp4"], jobs.Select(job => Assign(plan, job)));
    }

    [Fact]
    public void DestinationPlan_SameOutputAgain_GetsTheSamePath()
    {
        DestinationPlan plan = Plan("{Name}");
        _ = Assign(plan, Job('a', "intro"));

        Assert.Equal(Assign(plan, Job('b', "intro")), Assign(plan, Job('b', "intro")));
    }

    [Fact]
    public void DestinationPlan_OutputsOfOneJob_ShareTheSuffix()
    {
        DestinationPlan plan = Plan("{Name}");
        _ = plan.Assign(Job('a', "intro"), 1, 2, "mp4");

        Assert.Equal(["intro-1-bbbbbbbb.mp4", "intro-2-bbbbbbbb.mp4"], Enumerable.Range(0, 2).Select(index => Path.GetFileName(plan.Assign(Job('b', "intro"), index, 2, "mp4"))));
    }

    [Fact]
    public void DestinationPlan_JobSavedBefore_KeepsItsNameInAnotherOrder()
    {
        DestinationPlan plan = Plan("{Name}");
        VideoJob earlierSecond = Job('b', "intro") with { File = Path.Combine(Base, "intro-bbbbbbbb.mp4") };

        Assert.Equal(["intro-bbbbbbbb.mp4", "intro.mp4"], new[] { Assign(plan, earlierSecond), Assign(plan, Job('a', "intro")) });
    }

    [Fact]
    public void DestinationPlan_RelativeTemplate_StartsAtTheBaseFolder() =>
        Assert.Equal(Path.Combine(Base, "clips", "intro-aaaaaaaa.mp4"), Plan("./clips").Assign(Job('a', "intro"), 0, 1, "mp4"));

    private static DestinationPlan Plan(string destination) => new(FileNameTemplate.Parse(destination), Base);

    private static string Assign(DestinationPlan plan, VideoJob job) => Path.GetFileName(plan.Assign(job, 0, 1, "mp4"));

    private static VideoJob Job(char key, string name) => new() { Key = new string(key, 16), Provider = "Akool", Name = name };
}
