using VideoGen.Faults.Kills;
using VideoGen.Faults.Services;
using VideoGen.Tests.Local;
using Xunit.Abstractions;

namespace VideoGen.Tests.Faults;

/// <summary>Sessions killed in the middle of a batch: <c>./build.sh faults</c> with few rounds and rows.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Seed = 20_250;

    private const int Rows = 12;

    public static TheoryData<string> Services { get; } = [.. EmulatedService.Names];

    [Theory]
    [MemberData(nameof(Services))]
    public Task Batch_SessionsAreKilled_EachRowIsMadeOnceAndSavedOrUnknown(string name) => RunAsync(new KillPlan(name, Rows, Sessions: 1, Shell: false));

    [Fact]
    public Task Batch_TwoSessionsAtOnceAreKilled_EachRowIsMadeOnce() => RunAsync(new KillPlan("Akool", Rows, Sessions: 2, Shell: false));

    [FFmpegFact]
    public Task Local_SessionsAndSupervisorsAreKilled_EachRowIsRenderedAndNoneIsUnknown() => RunAsync(new KillPlan(LocalService.ProviderName, Rows / 2, Sessions: 1, Shell: false));

    private async Task RunAsync(KillPlan plan)
    {
        using var table = new StringWriter();
        IReadOnlyList<string> broken = await new KillTask(table).RunAsync([(plan, 1)], Seed);
        output.WriteLine(table.ToString());
        Assert.Empty(broken);
    }
}
