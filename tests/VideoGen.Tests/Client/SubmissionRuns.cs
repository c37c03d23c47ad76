using VideoGen.Client;

namespace VideoGen.Tests.Client;

internal static class SubmissionRuns
{
    /// <summary>Takes a row now, and submits it when the work that is returned runs.</summary>
    public static Func<CancellationToken, Task> Submit(this SubmissionRun run, VideoRequest request, VideoRequest validated, bool defaulted, Action<SubmitResult> emit)
    {
        TakenRow row = run.Take(request, validated, defaulted);
        return cancellationToken => run.SubmitAsync(row, emit, cancellationToken);
    }
}
