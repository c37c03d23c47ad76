namespace VideoGen.Cmdlets.Progress;

/// <summary>The jobs that services report.</summary>
/// <param name="wanted">How many ends are listened for; null for any number.</param>
internal sealed class ListenProgress(int? wanted) : ProgressNumbers
{
    private VideoJob? _newest;
    private int _ended;

    /// <summary>Nothing is reported yet; it is listened.</summary>
    public void Begin() => Change(() => { });

    /// <param name="ended">How many jobs have ended since it is listened.</param>
    public void Report(VideoJob job, int ended) => Change(() => (_newest, _ended) = (job, ended));

    public override ProgressState Now()
    {
        lock (Gate)
        {
            string status = wanted is { } count ? $"{_ended} of {count} jobs ended" : _ended == 1 ? "1 job ended" : $"{_ended} jobs ended";
            return new ProgressState(status, Title(_newest), PercentOf(_ended, wanted ?? 0), null);
        }
    }
}
