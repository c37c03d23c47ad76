namespace VideoGen.Client;

/// <summary>
/// A row in its place among the others of its run. What it comes to is worked out on the pool from the moment it is taken, also
/// when the user then says no to it: its number among equal rows is that of its place, whatever became of those before it.
/// </summary>
public sealed class TakenRow
{
    internal TakenRow(string provider, bool defaulted, Task<IReadOnlyList<ClipSubmission>> clips)
    {
        (Provider, Defaulted, Clips) = (provider, defaulted, clips);

        if (clips.IsCompletedSuccessfully)
        {
            return;
        }

        // A row that is never submitted has nobody to tell its error to.
        _ = clips.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    internal string Provider { get; }

    /// <summary>The provider was chosen for the row, so the batch remembers it.</summary>
    internal bool Defaulted { get; }

    internal Task<IReadOnlyList<ClipSubmission>> Clips { get; }
}
