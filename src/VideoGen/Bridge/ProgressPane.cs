using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>
/// One progress bar a command. Reports come from any thread; the newest state is written at most five times a second, since
/// the host draws no more and a record for each report would cost more than the work.
/// </summary>
internal sealed class ProgressPane(WorkPump pump, Cmdlet command, string activity, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // Any number that is unlikely to be another command's: bars with one number replace each other.
    private readonly int _activityId = activity.Aggregate(17, (hash, character) => (hash * 31) + character) & 0x7FFFFFFF;
    private readonly object _gate = new();
    private (string Status, string? Operation, int Percent) _newest;
    private long _lastWrite;
    private bool _pending;
    private bool _shown;
    private bool _completed;

    /// <param name="percent">0 to 100, or −1 where it is not known.</param>
    public void Report(string status, string? operation, int percent)
    {
        lock (_gate)
        {
            _newest = (status, operation, percent);
            if (_pending)
            {
                return;
            }

            _pending = true;
            TimeSpan left = _lastWrite == 0 ? TimeSpan.Zero : Interval - time.GetElapsedTime(_lastWrite);
            if (left > TimeSpan.Zero)
            {
                // What is reported last may stay on the screen for long, so it is written, too.
                _ = Task.Delay(left, time).ContinueWith(_ => pump.Post(Write), TaskScheduler.Default);
                return;
            }
        }

        pump.Post(Write);
    }

    /// <summary>Takes the bar away. On the pipeline thread.</summary>
    public void Complete()
    {
        _completed = true;
        if (_shown)
        {
            command.WriteProgress(new ProgressRecord(_activityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
            _shown = false;
        }
    }

    private void Write()
    {
        (string status, string? operation, int percent) newest;
        lock (_gate)
        {
            newest = _newest;
            _pending = false;
            _lastWrite = time.GetTimestamp();
        }

        if (_completed)
        {
            return;
        }

        _shown = true;
        command.WriteProgress(new ProgressRecord(_activityId, activity, newest.status)
        {
            CurrentOperation = newest.operation,
            PercentComplete = Math.Clamp(newest.percent, -1, 100),
        });
    }
}
