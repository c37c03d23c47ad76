using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Local;

/// <summary>Previews on this machine.</summary>
internal sealed class LocalRow : IBenchRow
{
    public string Name => "local";

    public string Title => "Local: 20 clips of 4 s at 720p, against ffmpeg called by hand with the same filters, one after the other";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        if (!TimedProcess.IsThere("ffmpeg") && Environment.GetEnvironmentVariable("VIDEOGEN_FFMPEG") is null)
        {
            result.Skip("ffmpeg is not on the PATH");
            return;
        }

        RenderWork work = run.Quick ? new RenderWork(4, 1) : new RenderWork(20, 4);
        string home = run.NewFolder("home");
        (double Seconds, double Processor) ours = await ClientRender.RunAsync(work, home, cancellationToken);
        await ProcessTimes.SupervisorEndsAsync(home, cancellationToken);
        (double Seconds, double Processor) same = await HandRender.RunAsync(home, ownThreads: false, cancellationToken);
        (double Seconds, double Processor) own = await HandRender.RunAsync(home, ownThreads: true, cancellationToken);

        Measure(result, "ffmpeg by hand, Local's arguments", same);
        Measure(result, "ffmpeg by hand, threads left to it", own);
        Measure(result, "VideoGen, C#", ours);
        result.AtMost("VideoGen, C# to ffmpeg by hand, Local's arguments", ours.Seconds / same.Seconds, 1);
        result.AtMost("VideoGen, C# to ffmpeg by hand, threads left to it", ours.Seconds / own.Seconds, 1);
        if (!PowerShellProcess.IsThere)
        {
            result.Note($"The pipeline was not measured: {PowerShellProcess.Missing}.");
            return;
        }

        string second = run.NewFolder("pipeline");
        (double Seconds, double Processor) pipeline = await ClientRender.RunInPowerShellAsync(work, second, cancellationToken);
        await ProcessTimes.SupervisorEndsAsync(second, cancellationToken);
        Measure(result, "VideoGen, PowerShell", pipeline);
        result.AtMost("VideoGen, PowerShell to ffmpeg by hand, threads left to it", pipeline.Seconds / own.Seconds, 1);
    }

    private static void Measure(RowResult result, string name, (double Seconds, double Processor) figures)
    {
        result.Measure(name, figures.Seconds, "s");
        if (!double.IsNaN(figures.Processor))
        {
            result.Measure($"processor time, {name}", figures.Processor, "s");
        }
    }
}
