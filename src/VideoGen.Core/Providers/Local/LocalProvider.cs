using System.Runtime.CompilerServices;
using VideoGen.Journal;

namespace VideoGen.Providers.Local;

/// <summary>
/// The built-in preview renderer. The service behind it is a folder below the home and the supervisor that works there; this class
/// only leaves orders in the folder and reads what has become of them.
/// </summary>
public sealed class LocalProvider : IVideoProvider, IJobCancellation, IJobDeletion, IJobListing
{
    internal const string DefaultResolution = "720p";

    private readonly ProviderContext _context;
    private readonly LocalFolder _folder;
    private readonly FFmpegLocator _locator;
    private readonly SupervisorStarter _starter;
    private readonly OrderReader _reader;

    public LocalProvider(ProviderContext context)
    {
        _context = context;
        _folder = new LocalFolder(context.Home);
        _locator = new FFmpegLocator(context.FFmpegPath, context.SearchPath);
        _starter = new SupervisorStarter(context, _folder);
        _reader = new OrderReader(_folder);
    }

    internal static IReadOnlyList<string> Resolutions { get; } = ["360p", "480p", "720p", "1080p", "1440p", "4k"];

    internal static IReadOnlyList<string> AspectRatios { get; } = ["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];

    private static ModelDescriptor Preview { get; } = new()
    {
        Name = "preview",
        Description = "A preview, not a generated video: a camera move over the image, a transition between two, or the prompt as a title.",
        Durations = DurationRule.Range(LocalLimits.MinimumSeconds, LocalLimits.MaximumSeconds),
        DefaultDuration = 4,
        Resolutions = Resolutions,
        DefaultResolution = DefaultResolution,
        AspectRatios = AspectRatios,
        PromptLimit = LocalLimits.MaximumPromptLength,
        Features = ModelFeatures.TextOnly | ModelFeatures.ImageOnly | ModelFeatures.FirstFrame | ModelFeatures.LastFrame
            | ModelFeatures.Seed | ModelFeatures.AudioChoice | ModelFeatures.Size,
    };

    internal static ProviderDescriptor Description { get; } = new()
    {
        Name = "Local",
        Description = "Renders real previews on this machine with FFmpeg; no account, no network.",
        Models = [Preview],

        // The model of another service, whose rows are looked at before they are paid for.
        AnyModel = Preview,
        IgnoresWhatItLacks = true,
        ImageForms = ImageForms.Bytes,
        ReadBatchSize = 1000,
        PollInterval = TimeSpan.FromMilliseconds(300),
        ReadsAreFree = true,

        // A key names its order's folder, so it is good until the order is deleted.
        IdempotencyLifetime = Timeout.InfiniteTimeSpan,
        OutputFolder = LocalFolder.Name,
    };

    public ProviderDescriptor Descriptor => Description;

    public string CancellationCost => "nothing";

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        string id = LocalFolder.IdOf(submission.Key);
        try
        {
            if (!_folder.Exists(id))
            {
                if (!_starter.CanStart)
                {
                    throw new VideoGenException(VideoErrors.SupervisorNotStarted, "This program cannot start the supervisor that renders: it names no pwsh or dotnet to run it.")
                    {
                        Remedy = "Run the command in PowerShell, or give VideoClientOptions a SupervisorHost.",
                    };
                }

                var desk = new OrderDesk(_folder, await _locator.FindAsync(cancellationToken).ConfigureAwait(false), _context.Time);
                await desk.TakeAsync(id, submission, cancellationToken).ConfigureAwait(false);
                await HandOverAsync(id, cancellationToken).ConfigureAwait(false);
            }

            return await ReadAsync(id, CancellationToken.None).ConfigureAwait(false) ?? throw NotFound(id);
        }
        catch (VideoGenException e)
        {
            throw new SubmissionRefusedException(e);
        }
        catch (IOException e) when (LocalDisk.IsFull(e))
        {
            throw new SubmissionRefusedException(LocalDisk.Full(_folder.Root, "the order does not fit on it"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SubmissionRefusedException(new VideoGenException(
                VideoErrors.JournalNotWritable, $"The order cannot be written to {_folder.Root}: {DisplayText.OneLine(e.Message, 200)}", e));
        }
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        bool supervised = _starter.IsRunning;
        var snapshots = new JobSnapshot?[ids.Count];
        for (int i = 0; i < ids.Count; i++)
        {
            snapshots[i] = LocalFolder.IsId(ids[i]) ? await _reader.ReadAsync(ids[i], supervised, cancellationToken).ConfigureAwait(false) : null;
        }

        if (!supervised && snapshots.Any(snapshot => snapshot?.Status.IsUnderWay() is true))
        {
            _ = _starter.TryEnsure();
        }

        return snapshots;
    }

    public async Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken)
    {
        if (LocalFolder.IsId(id) && _folder.Exists(id))
        {
            // The supervisor sees the result and ends the render; with or without one, the order has ended now.
            _ = _folder.TryEnd(id, new RenderResult { Status = VideoStatus.Cancelled, CompletedAt = _context.Time.GetUtcNow() });
        }

        return await ReadAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
    }

    public async Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var refusals = new List<VideoGenException?>();
        foreach (string id in ids)
        {
            JobSnapshot? snapshot = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            bool ended = snapshot?.Status.IsSettled() != false;
            if (ended && snapshot is not null)
            {
                _folder.Delete(id);
            }

            refusals.Add(ended ? null : new VideoGenException(VideoErrors.CannotDelete, $"Local still works on {id}.") { Remedy = "Stop it first with Stop-VideoJob, or wait until it has ended." });
        }

        return refusals;
    }

    public async IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool supervised = _starter.IsRunning;
        foreach (string id in _folder.Ids().Order(StringComparer.Ordinal))
        {
            if (await _reader.ReadAsync(id, supervised, cancellationToken).ConfigureAwait(false) is { } snapshot)
            {
                yield return snapshot;
            }
        }
    }

    private async Task HandOverAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _starter.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The order is on disk and stays; the supervisor is on its way.
            return;
        }
        catch (VideoGenException)
        {
            _folder.Delete(id);
            throw;
        }
    }

    private async Task<JobSnapshot?> ReadAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync([id], cancellationToken).ConfigureAwait(false))[0];

    private static VideoGenException NotFound(string id) => new(VideoErrors.NotFoundAtService, $"Local has no order {DisplayText.OneLine(id, 80)}.");
}
