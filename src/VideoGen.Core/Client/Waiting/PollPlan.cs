using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>When a job is read next. Pure: time and chance are arguments.</summary>
internal static class PollPlan
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <summary>Between two reads of a job whose end its service reports: what a report that never comes may cost.</summary>
    public static readonly TimeSpan ReportedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestTold = TimeSpan.FromMilliseconds(100);

    /// <summary>Instead of a pause that is none.</summary>
    private static readonly TimeSpan InsteadOfNone = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTold = TimeSpan.FromMinutes(10);

    /// <summary>Without any pause a wait would do nothing but ask.</summary>
    private static readonly TimeSpan ShortestChosen = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestChosen = TimeSpan.FromDays(1);

    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(1);

    private static readonly VideoErrorKind[] Final =
    [
        VideoErrors.Unauthorized, VideoErrors.CredentialMissing, VideoErrors.CredentialUnreadable, VideoErrors.CredentialUnsafe, VideoErrors.VaultUnavailable,
        VideoErrors.ConflictingValues, VideoErrors.Forbidden, VideoErrors.UnknownProvider,
        VideoErrors.JobNotFound, VideoErrors.NotSubmitted, VideoErrors.DamagedEntry, VideoErrors.JournalNotWritable,
    ];

    /// <summary>
    /// What a service asks for, within reason: a job that is not looked at for hours would never end for who waits for it, and one
    /// that is asked for without a pause would keep the service from anything else.
    /// </summary>
    /// <param name="told">In an answer; null where it says nothing.</param>
    public static TimeSpan? WithinReason(TimeSpan? told) =>
        told is not { } pause ? null : pause < ShortestTold ? InsteadOfNone : pause > LongestTold ? LongestTold : pause;

    /// <param name="told">What the service asked for in its last answer.</param>
    /// <param name="chosen">What the user asked for; the service's word, in its answer or in its documents, still counts as the least.</param>
    /// <param name="held">How long the service held the last read, for one that it may hold: asked again at once, unless it did not hold it.</param>
    /// <param name="failures">Reads that failed since the last that did not.</param>
    /// <param name="chance">0 to 1: spreads the retries of many jobs after one outage.</param>
    public static TimeSpan NextPause(ProviderDescriptor provider, TimeSpan? told, TimeSpan? chosen, TimeSpan? held, int failures, double chance)
    {
        chosen = chosen is not { } wish ? null : wish < ShortestChosen ? ShortestChosen : wish > LongestChosen ? LongestChosen : wish;
        TimeSpan pause = Longer(told ?? (chosen is null ? null : provider.ReadSpacing), chosen) ?? provider.PollInterval;
        if (failures == 0)
        {
            // A service that says nothing of pauses and answers too early would otherwise be asked without end.
            TimeSpan least = (told ?? chosen) is null && held is { } time ? pause - time : pause;
            return least > TimeSpan.Zero ? least : TimeSpan.Zero;
        }

        TimeSpan backoff = pause * Math.Pow(2, Math.Min(failures, 6));
        TimeSpan bounded = backoff < LongestPause ? backoff : LongestPause;
        return (bounded > pause ? bounded : pause) * (1 + (chance / 4));
    }

    /// <summary>True for an error that asking again cannot change.</summary>
    /// <param name="age">Time since the service took the job: some do not find their newest jobs at once.</param>
    public static bool IsFinal(VideoGenException error, TimeSpan age) =>
        error.Kind == VideoErrors.NotFoundAtService ? age >= SettlingTime : Final.Contains(error.Kind);

    private static TimeSpan? Longer(TimeSpan? left, TimeSpan? right) => left is null || right > left ? right ?? left : left;
}
