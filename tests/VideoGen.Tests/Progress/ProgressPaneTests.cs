using VideoGen.Cmdlets;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Tests.Progress;

public sealed class ProgressPaneTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ItemProgress _numbers;
    private readonly View _view = new();
    private readonly ProgressPane _pane;

    public ProgressPaneTests()
    {
        _numbers = new ItemProgress(_time, "rows", "refused");
        _pane = new ProgressPane(PipelineThread.Current, _numbers, _view, _time);
    }

    [Fact]
    public void ProgressPane_ManyChanges_AreDrawnFiveTimesASecondAndTheLastOnce()
    {
        for (int i = 0; i < 1000; i++)
        {
            _numbers.Expect();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            PipelineThread.Current.RunReady();
        }

        Assert.Equal(5, _view.Shown.Count);
        Assert.Equal("0 of 1 rows", _view.Shown[0]);

        _time.Advance(TimeSpan.FromMilliseconds(200));
        PipelineThread.Current.RunReady();
        Assert.Equal("0 of 1000 rows", _view.Shown[^1]);
        _time.Advance(TimeSpan.FromSeconds(5));
        PipelineThread.Current.RunReady();
        Assert.Equal(6, _view.Shown.Count);
    }

    [Fact]
    public void ProgressPane_WhileAnotherCommandHoldsTheThread_IsDrawnAllTheSame()
    {
        var other = new WorkPump(TimeSpan.FromSeconds(5), _time, CancellationToken.None);
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _view.OnShow = drawn.SetResult;
        other.Start(async cancellationToken =>
        {
            _numbers.Expect();
            await drawn.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        });

        other.RunToEnd();

        Assert.Equal(["0 of 1 rows"], _view.Shown);
    }

    [Fact]
    public void ProgressPane_Closed_DrawsNoMore()
    {
        _numbers.Expect();
        _pane.Close();
        _pane.Close();
        PipelineThread.Current.RunReady();
        _numbers.Expect();
        PipelineThread.Current.RunReady();

        Assert.Empty(_view.Shown);
        Assert.Equal(1, _view.Closed);
    }

    private sealed class View : IProgressView
    {
        public List<string> Shown { get; } = [];

        public int Closed { get; private set; }

        public Action? OnShow { get; set; }

        public void Show(ProgressState state)
        {
            Shown.Add(state.Status);
            OnShow?.Invoke();
        }

        public void Close() => Closed++;
    }
}
