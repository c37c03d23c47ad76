using System.Runtime.CompilerServices;

namespace VideoGen.Journal;

/// <summary>Two listings in the order of creation as one.</summary>
internal static class MergedItems
{
    public static async IAsyncEnumerable<JournalItem> MergeAsync(
        IAsyncEnumerable<JournalItem> one, IAsyncEnumerable<JournalItem> other, bool newestFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<JournalItem> left = one.GetAsyncEnumerator(cancellationToken);
        IAsyncEnumerator<JournalItem> right = other.GetAsyncEnumerator(cancellationToken);
        try
        {
            bool hasLeft = await left.MoveNextAsync().ConfigureAwait(false);
            bool hasRight = await right.MoveNextAsync().ConfigureAwait(false);
            while (hasLeft || hasRight)
            {
                if (!hasRight || (hasLeft && IsFirst(left.Current, right.Current, newestFirst)))
                {
                    yield return left.Current;
                    hasLeft = await left.MoveNextAsync().ConfigureAwait(false);
                }
                else
                {
                    yield return right.Current;
                    hasRight = await right.MoveNextAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await left.DisposeAsync().ConfigureAwait(false);
            await right.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What cannot be read has no time: it comes at once.
    private static bool IsFirst(JournalItem left, JournalItem right, bool newestFirst) =>
        left.Entry is null || (right.Entry is not null && (newestFirst
            ? left.Entry.Job.CreatedAt >= right.Entry.Job.CreatedAt
            : left.Entry.Job.CreatedAt <= right.Entry.Job.CreatedAt));
}
