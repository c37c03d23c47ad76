using System.Globalization;

namespace VideoGen.Tests.Journal.Scale;

/// <summary>Fills and measures journals from the command line.</summary>
internal static class ScaleProcess
{
    /// <param name="days">Over how many days the jobs were made.</param>
    public static async Task<int> FillAsync(string home, string settled, string open, string days, string layout, string provider)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        var generator = new JournalGenerator(home, seed: 1) { Span = TimeSpan.FromDays(Number(days)), OldLayout = layout == "old", Provider = provider };
        await generator.FillAsync(Number(settled), Number(open));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settled} settled and {open} open jobs in {System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s"));
        return 0;
    }

    public static async Task<int> MeasureAsync(string home)
    {
        using var measurement = new JournalMeasurement(home);
        foreach ((string name, double milliseconds) in await measurement.RunAsync())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {milliseconds,9:f2} ms"));
        }

        (int jobs, double all, double megabytes) = await measurement.ListAllAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"list all " + jobs,-28} {all,9:f2} ms {megabytes:f0} MB"));
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
