using System.Globalization;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Bench.Batch;

/// <summary>The service that all contenders of the row talk to.</summary>
internal static class BatchServer
{
    /// <summary>From the answer to a create to the end of its job.</summary>
    public static readonly TimeSpan JobTime = TimeSpan.FromSeconds(2);

    /// <summary>Of each file.</summary>
    public const int ClipBytes = 1024 * 1024;

    /// <summary>The program <c>batch-server</c>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var emulator = new OpenAIEmulator(OpenAISettings.SelfHosted with
        {
            CreateTime = TimeSpan.FromMilliseconds(50),
            Pace = new JobPace { Queued = TimeSpan.FromMilliseconds(200), Running = JobTime - TimeSpan.FromMilliseconds(200) },
            PollAfter = TimeSpan.FromMilliseconds(250),
            ClipBytes = ClipBytes,
            SameClip = true,
            Balance = decimal.MaxValue / 2,
        });
        await emulator.StartAsync(arguments is [string port] ? int.Parse(port, CultureInfo.InvariantCulture) : 0);
        Console.WriteLine(emulator.ApiUri.AbsoluteUri);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
