using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// The submissions of one command. Rows are handed over in order on one thread and worked on together; what becomes of each
/// is told the moment it is known.
/// </summary>
public sealed class SubmissionRun
{
    private readonly ClientServices _services;
    private readonly SubmitOptions _options;
    private readonly RunState _state;
    private readonly ClipSubmitter _submitter;
    private readonly RowOrder _order = new();
    private readonly string? _batchProvider;
    private readonly IReadOnlyDictionary<string, VideoJob> _underWay;

    private SubmissionRun(ClientServices services, SubmitOptions options, string? batchProvider, IReadOnlyDictionary<string, VideoJob> underWay)
    {
        _services = services;
        _options = options;
        _state = new RunState(options.ThrottleLimit);
        _submitter = new ClipSubmitter(services, options, _state);
        _batchProvider = batchProvider;
        _underWay = underWay;
    }

    internal static async Task<SubmissionRun> OpenAsync(ClientServices services, SubmitOptions options, CancellationToken cancellationToken)
    {
        if (options.Batch is { } batch)
        {
            BatchRecord? record = await services.Batches.RecallAsync(batch, cancellationToken).ConfigureAwait(false);
            return new SubmissionRun(services, options, record?.Provider, new Dictionary<string, VideoJob>());
        }

        JournalListing open = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var underWay = open.Entries.Where(entry => IsStillToCome(entry, services.Leases)).GroupBy(entry => entry.Fingerprint)
            .ToDictionary(group => group.Key, group => group.First().Job);
        return new SubmissionRun(services, options, null, underWay);
    }

    /// <summary>The provider of a row, before the row is read in full: which of its columns mean something depends on it.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>ProviderNotChosen</c>.</exception>
    public ProviderChoice ChooseProvider(string? given) =>
        ProviderChoice.Make(_services.Options.Catalog, given, _batchProvider, _services.Options.ReadEnvironment, []);

    /// <summary>The row as it would be sent, for a question to the user.</summary>
    /// <param name="request">With its provider chosen.</param>
    /// <exception cref="VideoGenException">The row cannot be sent as it is.</exception>
    public ValidatedRequest Validate(VideoRequest request) =>
        new RequestValidator(_services.Providers.Get(request.Provider!).Descriptor).Validate(request, _options.SkipValidation);

    /// <summary>Takes a row. Called in the order of the rows, on one thread.</summary>
    /// <param name="request">As the user gave it, with its provider chosen: the row's key comes from what was asked for, not from what was filled in.</param>
    /// <param name="validated">The same as it is sent.</param>
    /// <param name="defaulted">The provider was chosen for the row, so the batch remembers it.</param>
    public TakenRow Take(VideoRequest request, VideoRequest validated, bool defaulted)
    {
        RowOrder.Place place = _order.Take();
        return new TakenRow(request.Provider!, defaulted, Task.Run(() => PrepareInPlaceAsync(request, validated, place)));
    }

    /// <summary>Whether submitting the row would send nothing, since the journal answers all of it.</summary>
    /// <exception cref="VideoGenException">The row cannot be submitted.</exception>
    public async Task<bool> IsAnsweredAsync(TakenRow row, CancellationToken cancellationToken)
    {
        if (_options.Batch is not { } batch)
        {
            return false;
        }

        foreach (ClipSubmission clip in await row.Clips.ConfigureAwait(false))
        {
            if (!await _submitter.IsAnsweredAsync(clip, batch, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Submits a row.</summary>
    /// <param name="emit">Called once a clip, on any thread.</param>
    public async Task SubmitAsync(TakenRow row, Action<SubmitResult> emit, CancellationToken cancellationToken)
    {
        try
        {
            // Not before a row is really to be sent: a plan that nobody carries out leaves nothing on the disk.
            _services.Leases.Keep();
            IReadOnlyList<ClipSubmission> clips = await row.Clips.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (row.Defaulted && _options.Batch is { } batch && _batchProvider is null)
            {
                _ = await _services.Batches.RememberAsync(new BatchRecord(batch, row.Provider), cancellationToken).ConfigureAwait(false);
            }

            await Task.WhenAll(clips.Select(clip => SubmitClipAsync(clip, emit, cancellationToken))).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsStop(e, cancellationToken))
        {
            emit(new SubmitResult(null, VideoGenException.Of(e), false, []));
        }
    }

    private async Task<IReadOnlyList<ClipSubmission>> PrepareInPlaceAsync(VideoRequest request, VideoRequest validated, RowOrder.Place place)
    {
        try
        {
            return await PrepareAsync(request, validated, place, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            place.Leave();
        }
    }

    private async Task SubmitClipAsync(ClipSubmission clip, Action<SubmitResult> emit, CancellationToken cancellationToken)
    {
        SubmitResult result;
        try
        {
            result = _options.Batch is { } batch
                ? await _submitter.SubmitInBatchAsync(clip, batch, cancellationToken).ConfigureAwait(false)
                : await _submitter.SubmitAnewAsync(clip, _underWay.GetValueOrDefault(clip.Fingerprint), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsStop(e, cancellationToken))
        {
            // One clip that nobody foresaw must not lose what became of the others.
            result = new SubmitResult(null, VideoGenException.Of(e), false, []);
        }

        emit(result);
    }

    private async Task<IReadOnlyList<ClipSubmission>> PrepareAsync(
        VideoRequest request, VideoRequest validated, RowOrder.Place place, CancellationToken cancellationToken)
    {
        ProviderDescriptor provider = _services.Providers.Get(request.Provider!).Descriptor;
        int perJob = provider.OutputsPerJob;
        int wanted = request.Count ?? 1;
        string hash = await RequestFingerprint.ComputeAsync(request, provider.Name, perJob > 1, _services.Images, cancellationToken).ConfigureAwait(false);
        int jobs = ((wanted - 1) / perJob) + 1;

        // Rows with a key of their own are told apart by it; the others by being the first, second, … of their kind.
        int first = request.Key is null ? await place.NumberAsync(hash, jobs).ConfigureAwait(false) : 1;
        return [.. Enumerable.Range(0, jobs).Select(job => new ClipSubmission(
            validated with { Count = Math.Min(perJob, wanted - (job * perJob)) is > 1 and var outputs ? outputs : null },
            Numbered(hash, first + job),
            Numbered(request.Key ?? hash, first + job)))];
    }

    /// <summary>An equal row would be a second clip. What was never sent and has nobody to send it comes to nothing.</summary>
    private static bool IsStillToCome(JournalEntry entry, Leases leases) => entry.Job.Status switch
    {
        VideoStatus.Pending => entry.Owner is { } owner && leases.IsAlive(owner),
        var status => !status.IsSettled(),
    };

    private static bool IsStop(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static string Numbered(string text, int number) => number == 1 ? text : $"{text}#{number}";
}
