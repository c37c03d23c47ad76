namespace VideoGen.Client;

/// <summary>
/// Gathers the clips of one row, so that those of them that are to be sent leave in one request. Each clip has a place, and either
/// sends in it or leaves it, since the journal may answer some of them; the last one to do so sends for all.
/// </summary>
internal sealed class BatchSender(JobSender sender, int clips, CancellationToken cancellationToken)
{
    private readonly object _lock = new();
    private readonly List<(OutgoingClip Clip, TaskCompletionSource<SubmitResult> Result)> _joined = [];
    private int _undecided = clips;

    public Place Take() => new(this);

    private void Decide((OutgoingClip, TaskCompletionSource<SubmitResult>)? joined)
    {
        lock (_lock)
        {
            if (joined is { } clip)
            {
                _joined.Add(clip);
            }

            if (--_undecided > 0)
            {
                return;
            }
        }

        if (_joined.Count > 0)
        {
            _ = Task.Run(SendAsync, CancellationToken.None);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            IReadOnlyList<SubmitResult> results = await sender.SendAsync([.. _joined.Select(joined => joined.Clip)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < results.Count; i++)
            {
                _joined[i].Result.SetResult(results[i]);
            }
        }
        catch (Exception e)
        {
            foreach ((_, TaskCompletionSource<SubmitResult> result) in _joined)
            {
                result.SetException(e);
            }
        }
    }

    /// <summary>One clip's part in the batch.</summary>
    internal sealed class Place(BatchSender batch) : IClipSender
    {
        private bool _decided;

        public Task<SubmitResult> SendAsync(OutgoingClip clip, CancellationToken cancellationToken)
        {
            _decided = true;
            var result = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            batch.Decide((clip, result));
            return result.Task;
        }

        /// <summary>The clip is through with. Without it the others would wait for ever.</summary>
        public void Leave()
        {
            if (!_decided)
            {
                _decided = true;
                batch.Decide(null);
            }
        }
    }
}
