namespace VideoGen.Cmdlets.Progress;

/// <summary>
/// The numbers of one command, gathered on any thread and put into words only when a bar is drawn. Where no bar is shown,
/// nothing is gathered.
/// </summary>
internal abstract class ProgressNumbers
{
    private Action? _changed;

    protected object Gate { get; } = new();

    public bool IsShown => _changed is not null;

    /// <summary>Begins to gather.</summary>
    /// <param name="changed">Told of each change, on any thread.</param>
    public void Show(Action changed) => _changed = changed;

    public abstract ProgressState Now();

    protected void Change(Action change)
    {
        if (_changed is not { } changed)
        {
            return;
        }

        lock (Gate)
        {
            change();
        }

        changed();
    }

    /// <summary>A count with its word, where there is any.</summary>
    protected static string? Some(int count, string word) => count > 0 ? $"{count} {word}" : null;

    protected static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    protected static int PercentOf(double part, double whole) => whole > 0 ? (int)Math.Clamp(part * 100 / whole, 0, 100) : 0;

    protected static string? Title(VideoJob? job)
    {
        string percent = job is { Status: VideoStatus.Running, Progress: { } progress } ? $" {progress} %" : "";
        return job is null ? null : DisplayText.OneLine($"{job.Name ?? job.Prompt ?? job.ShortId} ({job.Status}{percent})", 70);
    }
}
