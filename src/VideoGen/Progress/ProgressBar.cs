using System.Management.Automation;
using System.Management.Automation.Host;

namespace VideoGen.Cmdlets.Progress;

/// <summary>
/// One bar of the host. It is drawn through the host, as the engine does for a command, because a bar has also to be drawn while
/// another command of the pipeline works, and taken away when the pipeline has been ended and the command may not write any more.
/// </summary>
internal sealed class ProgressBar(PSHostUserInterface host, string activity) : IProgressView
{
    // Numbers far from those that scripts choose; each bar has its own, so that none takes the place of another.
    private static int _last = 0x5647_0000;

    private readonly int _id = Interlocked.Increment(ref _last);
    private bool _isShown;

    /// <summary>Null where nobody would see it.</summary>
    /// <param name="activity">What the command does, in a word: the rest of the line is for what comes of it.</param>
    public static ProgressBar? Of(PSCmdlet command, string activity) =>
        StreamPreference.IsOn(command, "Progress") && Interactivity.ShowsProgress(command.Host) && command.Host?.UI is { } host ? new ProgressBar(host, activity) : null;

    public void Show(ProgressState state)
    {
        _isShown = true;
        host.WriteProgress(_id, new ProgressRecord(_id, activity, state.Status)
        {
            CurrentOperation = state.Operation,
            PercentComplete = state.Percent,
            SecondsRemaining = state.Left is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        });
    }

    public void Close()
    {
        if (_isShown)
        {
            _isShown = false;
            host.WriteProgress(_id, new ProgressRecord(_id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
