using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Providers;

/// <summary>The service can hold a read until the job ends.</summary>
public interface ILongPoll
{
    /// <summary>Reads one job; the service answers when it ends, or after its own limit with whatever the state is. Null for an unknown id.</summary>
    Task<JobSnapshot?> AwaitAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads that may be held at once.</summary>
    int MostHeld { get; }
}

/// <summary>The service makes several jobs of one request.</summary>
public interface IBatchSubmission
{
    /// <summary>Jobs one request may ask for.</summary>
    int MostPerBatch { get; }

    /// <summary>
    /// Submits the same request once for each key, in one exchange, billable like <see cref="IVideoProvider.SubmitAsync"/> and with its
    /// exceptions. The answer has one end a submission, in order: a job, or the refusal of that one.
    /// </summary>
    Task<IReadOnlyList<BatchEnd>> SubmitBatchAsync(IReadOnlyList<Submission> submissions, CancellationToken cancellationToken);
}

/// <summary>What became of one submission of a batch: the one or the other.</summary>
public sealed record BatchEnd(JobSnapshot? Job, VideoGenException? Refusal);

/// <summary>The service adds or replaces the sound of a finished clip, as a job of its own.</summary>
public interface IAudioAddition
{
    /// <summary>Billable like <see cref="IVideoProvider.SubmitAsync"/>, with its exceptions.</summary>
    Task<JobSnapshot> AddAudioAsync(AudioSubmission submission, CancellationToken cancellationToken);

    /// <summary>What it costs for a clip of this length; <paramref name="seconds"/> is null where the length is not known.</summary>
    PriceQuote QuoteAudio(int? seconds);
}

/// <summary>A sound on its way to a finished clip.</summary>
/// <param name="Key">Our key of the new job.</param>
/// <param name="SourceId">The service's id of the clip.</param>
/// <param name="Audio"><see cref="AudioMode.Generate"/> or <see cref="AudioMode.Custom"/>.</param>
/// <param name="AudioUri">The sound, with <see cref="AudioMode.Custom"/>.</param>
public sealed record AudioSubmission(string Key, string SourceId, AudioMode Audio, Uri? AudioUri);

/// <summary>The service tells what is left of the account's money.</summary>
public interface IBalance
{
    Task<VideoBalance> ReadBalanceAsync(CancellationToken cancellationToken);
}

/// <summary>The service has effects to choose from.</summary>
public interface IEffectListing
{
    Task<IReadOnlyList<VideoEffect>> ListEffectsAsync(CancellationToken cancellationToken);
}

/// <summary>The service lists its models.</summary>
public interface IModelListing
{
    Task<IReadOnlyList<VideoModel>> ListModelsAsync(CancellationToken cancellationToken);
}

/// <summary>Outputs are behind an endpoint of the service that wants the key.</summary>
public interface IKeyedDownload
{
    /// <summary>The key, for its own origin only: links elsewhere are fetched without it. Null where no key is set.</summary>
    OriginCredential? DownloadCredential { get; }
}

/// <summary>A service without a cheaper way to check a key lets it be checked by a request of its own.</summary>
public interface ICredentialCheck
{
    /// <summary>Asks the service something harmless and free of charge. Returns what it said of the account in a few words, or null.</summary>
    /// <exception cref="VideoGenException"><c>Unauthorized</c>, or what else the service said.</exception>
    Task<string?> CheckCredentialAsync(CancellationToken cancellationToken);
}

/// <summary>The service reports ends of jobs to an address of the user's.</summary>
public interface IWebhookReader
{
    /// <summary>Verifies a report and reads the job out of it.</summary>
    /// <exception cref="VideoGenException"><c>WebhookRefused</c>: it is not signed as it should be, too old, or not a report.</exception>
    JobSnapshot ReadWebhook(WebhookDelivery delivery);

    /// <summary>
    /// Whether nobody but the service can have written a report that verifies. Where that is not so it is only an occasion to read the job.
    /// </summary>
    bool ReportsAreProof { get; }

    /// <summary>What the same report bears each time it comes, however it was changed around that, and no other report does.</summary>
    /// <param name="delivery">One that <see cref="ReadWebhook"/> has verified.</param>
    string SignatureOf(WebhookDelivery delivery);
}

/// <summary>One report as it came in.</summary>
/// <param name="Headers">Names compared without case.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Secret">What the report is signed with: the webhook's secret, or the account's credential.</param>
/// <param name="ReceivedAt">For the window in which a signature counts.</param>
public sealed record WebhookDelivery(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, ServiceCredential Secret, DateTimeOffset ReceivedAt);
