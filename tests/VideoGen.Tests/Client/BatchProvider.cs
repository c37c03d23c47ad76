using System.Collections.Concurrent;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>One that makes several jobs of one request, and adds sound to finished clips.</summary>
internal sealed class BatchProvider(ProviderDescriptor? descriptor = null) : FakeProvider(descriptor), IBatchSubmission, IAudioAddition
{
    public int MostPerBatch { get; init; } = 10;

    public ConcurrentQueue<IReadOnlyList<Submission>> Batches { get; } = new();

    public ConcurrentQueue<AudioSubmission> Sounds { get; } = new();

    public Func<IReadOnlyList<Submission>, IReadOnlyList<BatchEnd>>? OnBatch { get; set; }

    public Func<AudioSubmission, JobSnapshot>? OnAudio { get; set; }

    public Task<IReadOnlyList<BatchEnd>> SubmitBatchAsync(IReadOnlyList<Submission> submissions, CancellationToken cancellationToken)
    {
        Batches.Enqueue(submissions);
        return Task.FromResult(OnBatch is null ? [.. submissions.Select(_ => new BatchEnd(Made(), null))] : OnBatch(submissions));
    }

    public Task<JobSnapshot> AddAudioAsync(AudioSubmission submission, CancellationToken cancellationToken)
    {
        Sounds.Enqueue(submission);
        return Task.FromResult(OnAudio is null ? Made() : OnAudio(submission));
    }

    public PriceQuote QuoteAudio(int? seconds) => PriceQuote.Exact(seconds ?? 10, "credits", new DateOnly(2026, 1, 1));
}
