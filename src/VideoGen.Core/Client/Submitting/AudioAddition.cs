using System.Runtime.CompilerServices;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A new sound for a finished clip, on the same way as any submission: a row of its own, keyed by the clip and the sound.</summary>
internal sealed class AudioAddition(ClientServices services, JobReader reader)
{
    /// <summary>By the options, which all calls of one command share.</summary>
    private readonly ConditionalWeakTable<SubmitOptions, RunState> _runs = [];

    /// <summary>The index that such rows are in, whatever batch their clips are of.</summary>
    private const string Index = "Added audio";

    /// <summary>What the new clip is expected to cost.</summary>
    /// <exception cref="VideoGenException"><c>CannotAddAudio</c>.</exception>
    public VideoPrice Price(VideoJob source)
    {
        PriceQuote quote = Require(source).QuoteAudio(source.Duration);
        return new VideoPrice
        {
            Provider = source.Provider,
            Name = source.Name,
            Prompt = source.Prompt,
            Duration = source.Duration,
            Least = quote.Least,
            Most = quote.Most,
            Unit = quote.Unit,
            AsOf = quote.AsOf,
            Note = quote.Note,
        };
    }

    /// <summary>Submits it, or answers with the job an earlier call made of the same clip and sound.</summary>
    /// <param name="source">Completed.</param>
    /// <param name="audio"><see cref="AudioMode.Generate"/>, or <see cref="AudioMode.Custom"/> with <paramref name="audioUri"/>.</param>
    /// <exception cref="VideoGenException"><c>CannotAddAudio</c>, <c>JobNotCompleted</c>, <c>MissingValue</c>.</exception>
    public async Task<SubmitResult> SubmitAsync(VideoJob source, AudioMode audio, Uri? audioUri, SubmitOptions options, CancellationToken cancellationToken)
    {
        if (audio == AudioMode.Custom && audioUri is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "Audio is Custom, and AudioUri is missing.") { Job = source };
        }

        IAudioAddition provider = Require(source);
        var request = new VideoRequest
        {
            Provider = source.Provider,
            Model = source.Model,
            Prompt = source.Prompt,
            Duration = source.Duration,
            Audio = audioUri is null ? audio : AudioMode.Custom,
            AudioUri = audioUri,
            Name = source.Name is { } name ? $"{name}-audio" : null,
        };
        string row = ImageHasher.Hash($"{source.Provider.ToUpperInvariant()}\n{source.Id}\n{request.Audio}\n{audioUri?.AbsoluteUri}");
        var clip = new ClipSubmission(request, row, row)
        {
            Quote = provider.QuoteAudio(source.Duration),
            AudioSource = source.Id,
            AudioBatch = source.Batch,
        };
        services.Leases.Keep();
        RunState state = _runs.GetValue(options, given => new RunState(services, reader, given));
        return await new ClipSubmitter(services, options, state)
            .SubmitInBatchAsync(clip, Index, new JobSender(services, options, state), cancellationToken).ConfigureAwait(false);
    }

    private IAudioAddition Require(VideoJob source)
    {
        if (services.Providers.Get(source.Provider) is not IAudioAddition provider)
        {
            throw new VideoGenException(VideoErrors.CannotAddAudio, $"{source.Provider} cannot add a sound to a finished clip.") { Job = source };
        }

        return source is { Status: VideoStatus.Completed, Id: not null }
            ? provider
            : throw new VideoGenException(VideoErrors.JobNotCompleted, $"{source.ShortId} is {source.Status}: a sound is added to a completed clip.") { Job = source };
    }
}
