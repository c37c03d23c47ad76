using System.Collections.Concurrent;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>A service that does what a test says. By default it takes every job and completes it when it is read.</summary>
internal class FakeProvider(ProviderDescriptor? descriptor = null) : IVideoProvider
{
    private int _made;

    public static ProviderDescriptor Description { get; } = new()
    {
        Name = "Fake",
        Description = "For tests.",
        ImageForms = ImageForms.Url | ImageForms.Bytes,
        PollInterval = TimeSpan.FromSeconds(10),
        Models =
        [
            new ModelDescriptor
            {
                Name = "fox-1",
                Durations = DurationRule.OneOf(4, 6, 8),
                Resolutions = ["720p", "1080p"],
                AspectRatios = ["16:9", "9:16"],
                Features = ModelFeatures.TextOnly | ModelFeatures.FirstFrame | ModelFeatures.Seed | ModelFeatures.Options,
                PromptLimit = 100,
                DefaultDuration = 4,
                DefaultResolution = "720p",
            },
        ],
    };

    public ProviderDescriptor Descriptor { get; } = descriptor ?? Description;

    public ConcurrentQueue<Submission> Submissions { get; } = new();

    public ConcurrentQueue<IReadOnlyList<string>> Reads { get; } = new();

    public Func<Submission, CancellationToken, Task<JobSnapshot>>? OnSubmit { get; set; }

    public Func<string, JobSnapshot?>? OnRead { get; set; }

    public Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<JobSnapshot?>>>? OnReadMany { get; set; }

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        Submissions.Enqueue(submission);
        return OnSubmit is null ? Made() : await OnSubmit(submission, cancellationToken);
    }

    public Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Reads.Enqueue(ids);
        return OnReadMany is null
            ? Task.FromResult<IReadOnlyList<JobSnapshot?>>([.. ids.Select(id => OnRead is null ? Snapshot(id, VideoStatus.Completed) : OnRead(id))])
            : OnReadMany(ids, cancellationToken);
    }

    /// <summary>The answer to a submission.</summary>
    public JobSnapshot Made() => Snapshot($"job-{Interlocked.Increment(ref _made)}", VideoStatus.Queued);

    public static JobSnapshot Snapshot(string id, VideoStatus status) => new() { Id = id, Status = status };

    public static SubmissionRefusedException Refusal(VideoErrorKind kind) => new(new VideoGenException(kind, "The service refused."));

    public static NotSentException NotSent(VideoErrorKind? kind = null) => new(new VideoGenException(kind ?? VideoErrors.ConnectionFailed, "No connection."));
}

/// <summary>One that can also cancel, delete and list.</summary>
internal sealed class CapableProvider : FakeProvider, IJobCancellation, IJobDeletion, IJobListing
{
    public Func<string, JobSnapshot> OnCancel { get; set; } = id => Snapshot(id, VideoStatus.Failed);

    public List<string> Deleted { get; } = [];

    public ConcurrentQueue<IReadOnlyList<string>> Deletions { get; } = new();

    public Func<string, VideoGenException?>? OnDelete { get; init; }

    public int DeleteBatchSize { get; init; } = 1;

    public IReadOnlyList<JobSnapshot> Listed { get; set; } = [];

    public string CancellationCost => "the whole price";

    public Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken) => Task.FromResult(OnCancel(id));

    public Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Deletions.Enqueue(ids);
        VideoGenException?[] refusals = [.. ids.Select(id => OnDelete?.Invoke(id))];
        Deleted.AddRange(ids.Where((_, index) => refusals[index] is null));
        return Task.FromResult<IReadOnlyList<VideoGenException?>>(refusals);
    }

    public async IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (JobSnapshot job in Listed)
        {
            yield return job;
        }
    }
}
