namespace VideoGen.Cmdlets.Progress;

/// <summary>
/// Keeps one bar up to date, at most five times a second: hosts draw no more, and a record for each change would cost more than the
/// work. It names no PowerShell type, so that it is tested without an engine.
/// </summary>
internal sealed class ProgressPane
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly PipelineThread _thread;
    private readonly ProgressNumbers _numbers;
    private readonly IProgressView _view;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private long? _lastWrite;
    private bool _isPending;
    private volatile bool _isClosed;

    /// <param name="thread">Where the bar is drawn.</param>
    public ProgressPane(PipelineThread thread, ProgressNumbers numbers, IProgressView view, TimeProvider time)
    {
        (_thread, _numbers, _view, _time) = (thread, numbers, view, time);
        _timer = time.CreateTimer(_ => _thread.Post(Write), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        numbers.Show(Change);
    }

    /// <summary>Takes the bar away. More calls do nothing.</summary>
    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _timer.Dispose();
            _view.Close();
        }
    }

    private void Change()
    {
        lock (_gate)
        {
            if (_isPending || _isClosed)
            {
                return;
            }

            _isPending = true;
            TimeSpan left = _lastWrite is { } last ? Interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
            if (left > TimeSpan.Zero)
            {
                // What changes last may stay on the screen for long, so it is drawn, too.
                _ = _timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _thread.Post(Write);
    }

    private void Write()
    {
        lock (_gate)
        {
            _isPending = false;
            _lastWrite = _time.GetTimestamp();
        }

        if (!_isClosed)
        {
            _view.Show(_numbers.Now());
        }
    }
}

/// <summary>Where a bar is drawn.</summary>
internal interface IProgressView
{
    void Show(ProgressState state);

    /// <summary>Takes away what was shown, whatever becomes of the command.</summary>
    void Close();
}
