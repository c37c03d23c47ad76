using VideoGen.Faults.Cuts;
using Xunit.Abstractions;

namespace VideoGen.Tests.Faults;

/// <summary>Connections cut in the middle of a submission: <c>./build.sh faults</c> with a few cuts of each exchange.</summary>
public sealed class CutTests(ITestOutputHelper output)
{
    private const int Seed = 20_250;

    public static TheoryData<string> Scenes { get; } = [.. CutScene.All.Select(scene => scene.ToString())];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task Submission_CutAnywhere_IsMadeOnceOrUnknownOrNotAtAll(string name)
    {
        using var table = new StringWriter();
        IReadOnlyList<string> broken = await new CutTask(table).RunAsync([CutScene.All.Single(scene => scene.ToString() == name)], new CutDepth(Stages: 3, AllWays: false, Bytes: 1), Seed);
        output.WriteLine(table.ToString());
        Assert.Empty(broken);
    }
}
