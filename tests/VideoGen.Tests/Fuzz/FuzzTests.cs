using System.Globalization;
using Xunit.Abstractions;

namespace VideoGen.Tests.Fuzz;

/// <summary>Spoiled answers before every provider. <c>VIDEOGEN_FUZZ_INPUTS</c> and <c>VIDEOGEN_FUZZ_SEED</c> make it longer and another.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 2000;

    public static TheoryData<string> Providers => new(FuzzProfile.All.Select(profile => profile.Provider));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Provider_SpoiledAnswers_EndAsDocumentedAndLoseNoId(string provider)
    {
        int inputs = Number("VIDEOGEN_FUZZ_INPUTS") ?? Inputs;
        int seed = Number("VIDEOGEN_FUZZ_SEED") ?? 20261121;

        FuzzReport report = await new ServiceFuzz(FuzzProfile.All.Single(profile => profile.Provider == provider), seed).RunAsync(inputs);

        output.WriteLine($"{report}");
        Assert.True(report.Faults.Count == 0, $"{report}");
        Assert.True(report.Ends.Where(end => end.Key == "submit: ok").Sum(end => end.Value) > inputs / 100, $"{report}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
