using System.Diagnostics.CodeAnalysis;
using VideoGen.Journal;

namespace VideoGen.Providers.Local;

/// <summary>The supervisor as a program: what <c>dotnet exec VideoGen.Core.dll</c> and a detached pwsh run.</summary>
public static class SupervisorProgram
{
    /// <summary>The first word of the command line.</summary>
    public const string Command = "supervise";

    /// <summary>Renders until there is nothing left. Returns the exit code; writes nothing to the console.</summary>
    /// <param name="home">Full path of the module's home.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Nobody is above this frame; whatever happened goes to the log.")]
    public static int Run(string home)
    {
        using var detachment = SessionDetachment.Begin();
        var folder = new LocalFolder(home);
        HomeFolder.Create(folder.Root);
        var log = new SupervisorLog(folder.LogFile, TimeProvider.System);
        try
        {
            var locator = new FFmpegLocator(Environment.GetEnvironmentVariable("VIDEOGEN_FFMPEG"), SearchPath.Of(Environment.GetEnvironmentVariable("PATH")));
            var renderer = new ClipRenderer(folder, locator, TimeProvider.System);
            var supervisor = new Supervisor(folder, renderer, RenderCapacity.OfThisMachine(), log, TimeProvider.System);
            supervisor.RunAsync(detachment.Stopping).GetAwaiter().GetResult();
            return 0;
        }
        catch (OperationCanceledException) when (detachment.Stopping.IsCancellationRequested)
        {
            log.Write("Stopped by a signal; what was not finished is begun again by the next supervisor.");
            return 0;
        }
        catch (Exception e)
        {
            log.Write($"Ended by an error: {e}");
            Console.Error.WriteLine(DisplayText.OneLine(e.Message, 500));
            return 1;
        }
    }
}
