using System.Diagnostics;
using VideoGen.Providers.Local;

namespace VideoGen.Bench.Local;

/// <summary>The same clips by FFmpeg called by hand, one after the other, with the very arguments that Local calls it with.</summary>
internal static class HandRender
{
    /// <summary>Arguments, each with a value, that say how many threads.</summary>
    private static readonly string[] ThreadArguments = ["-filter_complex_threads", "-threads:v"];

    /// <param name="home">Where Local has rendered the clips.</param>
    /// <param name="ownThreads">Leaves the threads to FFmpeg, as who calls it by hand does.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Seconds and processor seconds of the FFmpegs; what they read lies there before.</returns>
    public static async Task<(double Seconds, double Processor)> RunAsync(string home, bool ownThreads, CancellationToken cancellationToken)
    {
        var folder = new LocalFolder(home);
        var locator = new FFmpegLocator(Environment.GetEnvironmentVariable("VIDEOGEN_FFMPEG"), SearchPath.Of(Environment.GetEnvironmentVariable("PATH")));
        FFmpegTool tool = await locator.FindAsync(cancellationToken);
        double seconds = 0;
        double before = ProcessTimes.OfEndedChildren();
        foreach (string id in folder.Ids().Order(StringComparer.Ordinal))
        {
            LocalOrder order = (await folder.ReadOrderAsync(id, cancellationToken))!;
            using var workspace = RenderWorkspace.Create(folder.PathOf(id));
            (IReadOnlyList<StoredImage> images, TitleCard? title) = await ReadAsync(folder, order, tool, workspace, cancellationToken);
            IEnumerable<string> arguments = ClipCommand.For(order, images, title, RenderCapacity.OfThisMachine().FilterThreads(renders: 1));
            long begin = Stopwatch.GetTimestamp();
            FFmpegOutcome outcome = await FFmpegProcess.RunAsync(
                tool.Path, ownThreads ? WithoutThreads([.. arguments]) : arguments, workspace.Folder, started: null, _ => Task.CompletedTask, cancellationToken);
            seconds += Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if (outcome.ExitCode != 0)
            {
                throw new InvalidOperationException($"FFmpeg ended with {outcome.ExitCode}: {string.Join(' ', outcome.Errors)}");
            }
        }

        return (seconds, ProcessTimes.OfEndedChildren() - before);
    }

    private static async Task<(IReadOnlyList<StoredImage> Images, TitleCard? Title)> ReadAsync(
        LocalFolder folder, LocalOrder order, FFmpegTool tool, RenderWorkspace workspace, CancellationToken cancellationToken)
    {
        List<StoredImage> images = [];
        for (int index = 0; index < order.Images; index++)
        {
            images.Add(await StoredImage.OpenAsync(Path.Combine(folder.PathOf(order.Id), StoredImage.NameOf(index)), cancellationToken));
        }

        return (images, images.Count == 0 ? await TitleCard.WriteAsync(order, tool, workspace.Folder, cancellationToken) : null);
    }

    private static IEnumerable<string> WithoutThreads(string[] arguments) =>
        arguments.Where((argument, at) => !ThreadArguments.Contains(argument) && !(at > 0 && ThreadArguments.Contains(arguments[at - 1])));
}
