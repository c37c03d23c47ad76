namespace VideoGen.Cmdlets.Progress;

/// <summary>Items that are dealt with one after another, such as rows that are submitted: counts, failures, cost and pace.</summary>
/// <param name="items">What they are called.</param>
/// <param name="failed">What one that failed is called.</param>
internal sealed class ItemProgress(TimeProvider time, string items, string failed) : ProgressNumbers
{
    private readonly CostSum _cost = new();
    private readonly long _start = time.GetTimestamp();
    private string? _newest;
    private int _known;
    private int _done;
    private int _failed;
    private int _worked;
    private bool _isWhole;

    /// <summary>Items that are to be dealt with.</summary>
    /// <param name="planned">What one is expected to cost.</param>
    public void Expect(int count = 1, VideoCost? planned = null) => Change(() =>
    {
        _known += count;
        _cost.Add(planned, isSoFar: false);
    });

    /// <summary>As many as there are, where all of them are known at once.</summary>
    public void ExpectInAll(int count) => Change(() => (_known, _isWhole) = (count, true));

    /// <summary>A part of an item is paid for.</summary>
    public void Spend(VideoCost? cost) => Change(() => _cost.Add(cost, isSoFar: true));

    /// <summary>An item is dealt with.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="planned">What it was expected to cost, which does not count any more.</param>
    /// <param name="isWork">False where nothing had to be done for it, which tells nothing of the pace.</param>
    public void End(string? title, bool hasFailed, VideoCost? planned = null, bool isWork = true) => Change(() =>
    {
        _cost.Remove(planned, isSoFar: false);
        _newest = title ?? _newest;
        _done++;
        _failed += hasFailed ? 1 : 0;
        _worked += isWork ? 1 : 0;
    });

    /// <summary>No more items come, so that it can be told how long they will take.</summary>
    public void Complete() => Change(() => _isWhole = true);

    public override ProgressState Now()
    {
        lock (Gate)
        {
            int left = Math.Max(_known - _done, 0);
            TimeSpan? rest = _isWhole && _worked > 0 && left > 0 ? time.GetElapsedTime(_start) / _worked * left : null;
            return new ProgressState(
                Join($"{_done} of {_known} {items}", Some(_failed, failed), _cost.ToString()), _newest is null ? null : DisplayText.OneLine(_newest, 70), PercentOf(_done, _known), rest);
        }
    }
}
