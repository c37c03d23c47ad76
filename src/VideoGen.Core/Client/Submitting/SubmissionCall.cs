using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The one call that clips leave in: a submission, several at once, or a sound for a finished clip.</summary>
internal sealed class SubmissionCall(ClientServices services, SubmitOptions options)
{
    /// <summary>Makes everything ready that can go wrong before the call counts as one that may have been sent.</summary>
    /// <param name="clips">Of one provider; several only where it is an <see cref="IBatchSubmission"/>.</param>
    /// <param name="stopping">Cancelled when the user stops the command.</param>
    /// <exception cref="VideoGenException">Nothing can be sent.</exception>
    public Func<IReadOnlyList<OutgoingClip>, CancellationToken, Task<IReadOnlyList<BatchEnd>>> Prepare(IReadOnlyList<OutgoingClip> clips, CancellationToken stopping)
    {
        IVideoProvider provider = services.Providers.Get(clips[0].Clip.Request.Provider!);
        services.Providers.RequireReady(provider.Descriptor);
        if (clips[0].Clip.AudioSource is { } source)
        {
            VideoRequest request = clips[0].Clip.Request;
            var audio = new AudioSubmission(clips[0].Entry.Job.Key, source, request.Audio ?? AudioMode.Generate, request.AudioUri);
            return async (_, cancellationToken) => [Made(provider, await ((IAudioAddition)provider).AddAudioAsync(audio, cancellationToken).ConfigureAwait(false))];
        }

        Dictionary<string, Submission> submissions = clips.ToDictionary(clip => clip.Entry.Job.Key, clip => Prepare(provider, clip) with { Stopping = stopping, HeldBack = limit => TellHeldBack(provider, limit) });
        return async (sent, cancellationToken) =>
        {
            Submission[] chosen = [.. sent.Select(clip => submissions[clip.Entry.Job.Key])];
            return chosen.Length == 1
                ? [Made(provider, await provider.SubmitAsync(chosen[0], cancellationToken).ConfigureAwait(false))]
                : Checked(provider, chosen, await ((IBatchSubmission)provider).SubmitBatchAsync(chosen, cancellationToken).ConfigureAwait(false));
        };
    }

    private void TellHeldBack(IVideoProvider provider, RateLimit limit) => options.Waiting?.Invoke(
        $"{provider.Descriptor.Name} takes {limit.Count} new clips in {DisplayText.Age(limit.Period)}; the other rows wait for their turn.");

    private Submission Prepare(IVideoProvider provider, OutgoingClip clip)
    {
        VideoRequest request = clip.Clip.Request;
        var opener = new ImageOpener(provider.Descriptor, new ImageFetcher(services.Http).OpenAsync, clip.Clip.Images);
        return new Submission(clip.Entry.Job.Key, request)
        {
            IdempotencyKey = clip.Entry.IdempotencyKey,
            WebhookSecret = options.WebhookSecret,
            Image = request.Image is { } first ? opener.Open(first) : null,
            LastImage = request.LastImage is { } last ? opener.Open(last) : null,
            ReferenceImages = [.. request.ReferenceImages.Select(reference => opener.Open(reference.Image))],
        };
    }

    private static BatchEnd Made(IVideoProvider provider, JobSnapshot snapshot) => string.IsNullOrWhiteSpace(snapshot.Id)
        ? throw new VideoGenException(VideoErrors.InvalidResponse, $"{provider.Descriptor.Name} took the job without giving it an id.")
        : new BatchEnd(snapshot, null);

    private static IReadOnlyList<BatchEnd> Checked(IVideoProvider provider, Submission[] sent, IReadOnlyList<BatchEnd> ends) => ends.Count == sent.Length
        ? [.. ends.Select(end => string.IsNullOrWhiteSpace(end.Job?.Id) ? end with { Job = null } : end)]
        : throw new VideoGenException(VideoErrors.InvalidResponse, $"{provider.Descriptor.Name} was sent {sent.Length} submissions and answered {ends.Count}.");
}
