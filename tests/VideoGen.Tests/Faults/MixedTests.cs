using VideoGen.Faults.Audits;
using VideoGen.Faults.Mixed;
using VideoGen.Faults.Services;
using Xunit.Abstractions;

namespace VideoGen.Tests.Faults;

/// <summary>Services in trouble: <c>./build.sh faults</c> with one round.</summary>
public sealed class MixedTests(ITestOutputHelper output)
{
    private const int Seed = 20_250;

    public static TheoryData<string> Services { get; } = [.. EmulatedService.Names];

    /// <summary>Each trouble at one service; over the list, every service has its share.</summary>
    public static TheoryData<string, string> Alone
    {
        get
        {
            string[] names = [.. EmulatedService.Names];
            var data = new TheoryData<string, string>();
            for (int i = 0; i < Trouble.All.Count; i++)
            {
                data.Add(Trouble.All[i].Name, names[i % names.Length]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public Task Batch_EveryTroubleAtOnce_EachRowIsMadeOnceAndSavedOrUnknown(string name) => RunAsync(name, Trouble.All);

    [Theory]
    [MemberData(nameof(Alone))]
    public Task Batch_OneTrouble_EachRowIsMadeOnceAndSavedOrUnknown(string trouble, string name) => RunAsync(name, [Trouble.All.Single(one => one.Name == trouble)]);

    private async Task RunAsync(string name, IReadOnlyList<Trouble> troubles)
    {
        (Audit audit, Audit resolved) = await new MixedRound(name, troubles, Seed).RunAsync();
        output.WriteLine($"{audit}");
        Assert.Empty(audit.Broken.Concat(resolved.Broken));
    }
}
