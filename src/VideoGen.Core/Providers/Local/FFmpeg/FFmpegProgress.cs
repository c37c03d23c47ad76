using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>Turns the lines of <c>-progress</c> into percent.</summary>
/// <param name="frames">Frames the clip will have.</param>
internal sealed class FFmpegProgress(int frames, Func<RenderProgress, Task> report)
{
    private RenderProgress _now = new();

    /// <summary>Says which process it is, so that a later supervisor can end it.</summary>
    public Task BeginAsync(Process process)
    {
        DateTimeOffset? start = null;
        try
        {
            start = new DateTimeOffset(process.StartTime);
        }
        catch (InvalidOperationException)
        {
            // It has ended already; how, its exit code says.
            return Task.CompletedTask;
        }

        _now = _now with { ProcessId = process.Id, ProcessStart = start };
        return report(_now);
    }

    /// <summary>Reads one line.</summary>
    public Task ReadAsync(string line)
    {
        if (!line.StartsWith("frame=", StringComparison.Ordinal)
            || !long.TryParse(line.AsSpan(6).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long done))
        {
            return Task.CompletedTask;
        }

        // 100 is for the file that lies in its place.
        _now = _now with { Percent = (int)Math.Clamp(done * 100 / frames, 0, 99) };
        return report(_now);
    }
}
