using System.Globalization;

namespace VideoGen.Tests.Fuzz;

/// <summary>The same from the command line, for as long as somebody wants.</summary>
internal static class FuzzProcess
{
    /// <param name="provider">A name, or <c>all</c>.</param>
    public static async Task<int> RunAsync(string provider, string inputs, string seed)
    {
        int faults = 0;
        foreach (FuzzProfile profile in FuzzProfile.All.Where(profile => provider == "all" || profile.Provider == provider))
        {
            FuzzReport report = await new ServiceFuzz(profile, int.Parse(seed, CultureInfo.InvariantCulture)).RunAsync(int.Parse(inputs, CultureInfo.InvariantCulture));
            Console.WriteLine(report);
            faults += report.Faults.Count;
        }

        return faults == 0 ? 0 : 1;
    }
}
