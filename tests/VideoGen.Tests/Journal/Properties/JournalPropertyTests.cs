using System.Globalization;
using Xunit.Abstractions;

namespace VideoGen.Tests.Journal.Properties;

/// <summary>Random calls and crashes. <c>VIDEOGEN_JOURNAL_ROUNDS</c> and <c>VIDEOGEN_JOURNAL_SEED</c> make it longer and another.</summary>
public sealed class JournalPropertyTests(ITestOutputHelper output)
{
    private const int Rounds = 12;

    private const int Calls = 25;

    [Fact]
    public async Task Journal_CrashAfterEveryStep_SaysWhatWasAcknowledged()
    {
        int rounds = Number("VIDEOGEN_JOURNAL_ROUNDS") ?? Rounds;
        int seed = Number("VIDEOGEN_JOURNAL_SEED") ?? 20261121;

        int steps = await RunAsync(rounds, seed);

        output.WriteLine($"{rounds} rounds of seed {seed}: {steps} steps, a kill and a power cut after each");
        Assert.True(steps > rounds * Calls);
    }

    /// <summary>For as long as somebody wants. Throws at the first thing that is wrong, with the seed of its round.</summary>
    public static async Task<int> RunAsync(int rounds, int seed)
    {
        int steps = 0;
        for (int round = 0; round < rounds; round++)
        {
            using var scenario = new JournalScenario(seed + round);
            await scenario.RunAsync(Calls);
            steps += scenario.Steps;
        }

        return steps;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
