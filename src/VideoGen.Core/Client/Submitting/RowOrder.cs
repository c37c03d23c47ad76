using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Numbers equal rows in the order of the rows, although they are prepared at the same time: which of two equal rows is the
/// second must not depend on which of their images was hashed first.
/// </summary>
internal sealed class RowOrder
{
    // By a hash: of a million rows nothing longer is to be kept.
    private readonly Dictionary<UInt128, int> _counts = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Takes the next place. Called once a row, in order, on one thread; every place must be left.</summary>
    public Place Take()
    {
        var place = new Place(this, _last);
        _last = place.Left;
        return place;
    }

    internal sealed class Place(RowOrder order, Task before)
    {
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Left => _left.Task;

        /// <summary>The number of the first of <paramref name="clips"/> equal clips, from 1; the others follow it.</summary>
        public async Task<int> NumberAsync(string fingerprint, int clips)
        {
            await before.ConfigureAwait(false);
            UInt128 row = StableHash.Of128(fingerprint);
            int taken = order._counts.GetValueOrDefault(row);
            order._counts[row] = taken + clips;
            return taken + 1;
        }

        /// <summary>Lets the next row in, once those before this one are through.</summary>
        public void Leave() => _ = before.ContinueWith(
            _ => _left.TrySetResult(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
