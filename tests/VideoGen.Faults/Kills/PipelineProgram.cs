using System.Collections;
using System.Globalization;
using VideoGen.Client;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>What a session does: the batch, once. <c>dotnet exec VideoGen.Faults.dll pipeline HOME CLIPS SERVICE ROWS SPEED SINCE</c>.</summary>
internal static class PipelineProgram
{
    /// <summary>The first word of the command line.</summary>
    public const string Command = "pipeline";

    /// <summary>The exit code of a run some of whose rows have no clip.</summary>
    public const int SomeRowsFailed = 1;

    public static async Task<int> RunAsync(string[] arguments)
    {
        string home = arguments[0];
        var time = new QuickTime(
            double.Parse(arguments[4], CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(arguments[5], CultureInfo.InvariantCulture), TimeSpan.Zero));
        Dictionary<string, string> variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        using VideoClient client = FaultClient.Open(home, variables, time);
        IReadOnlyList<RowEnd> ends = await new BatchRun(client, BatchRun.Name, arguments[1])
            .RunAsync(ShotRows.Of(arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture)), CancellationToken.None);
        foreach (RowEnd end in ends)
        {
            Console.WriteLine(end.Summary);
        }

        return ends.All(end => end.File is not null) ? 0 : SomeRowsFailed;
    }
}
