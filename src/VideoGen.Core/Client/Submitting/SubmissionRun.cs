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
    private readonly JobSender _sender;
    private readonly RowOrder _order = new();
    private readonly RunRules _rules;
    private readonly string? _batchProvider;
    private readonly IReadOnlyDictionary<string, VideoJob> _underWay;

    // Once a run, so that all its rows that name no provider get the same.
    private readonly Lazy<IReadOnlyList<string>> _withCredential;

    private SubmissionRun(ClientServices services, JobReader reader, SubmitOptions options, string? batchProvider, IReadOnlyDictionary<string, VideoJob> underWay)
    {
        _services = services;
        _options = options;
        _state = new RunState(services, reader, options);
        _submitter = new ClipSubmitter(services, options, _state);
        _sender = new JobSender(services, options, _state);
        _rules = new RunRules(options);
        _batchProvider = batchProvider;
        _underWay = underWay;
        Budgets = new BudgetPlan(services, options.AllowUnknownCost);
        _withCredential = new Lazy<IReadOnlyList<string>>(services.Credentials.ProvidersWithOne(services.Options.Catalog).ToArray);
    }

    internal static async Task<SubmissionRun> OpenAsync(ClientServices services, JobReader reader, SubmitOptions options, CancellationToken cancellationToken)
    {
        if (options.Batch is { } batch)
        {
            BatchRecord? record = await services.Batches.RecallAsync(batch, cancellationToken).ConfigureAwait(false);
            return new SubmissionRun(services, reader, options, record?.Provider, new Dictionary<string, VideoJob>());
        }

        var entries = new SubmissionEntries(services);
        JournalListing open = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        var underWay = open.Entries.Where(entry => entries.IsStillToCome(entry)).GroupBy(entry => entry.Fingerprint)
            .ToDictionary(group => group.Key, group => group.First().Job);
        return new SubmissionRun(services, reader, options, null, underWay);
    }

    /// <summary>The provider of a row, before the row is read in full: which of its columns mean something depends on it.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>ProviderNotChosen</c>.</exception>
    public ProviderChoice ChooseProvider(string? given) =>
        ProviderChoice.Make(_services.Options.Catalog, given, _batchProvider, _services.Options.ReadEnvironment, () => _withCredential.Value);

    /// <summary>The row as it would be sent, for a question to the user.</summary>
    /// <param name="request">With its provider chosen.</param>
    /// <exception cref="VideoGenException">The row cannot be sent as it is.</exception>
    public ValidatedRequest Validate(VideoRequest request) =>
        new RequestValidator(_services.Providers.Get(request.Provider!).Descriptor).Validate(request, _options.SkipValidation);

    /// <summary>What a checked row is expected to cost.</summary>
    public VideoPrice Price(VideoRequest validated) => PricePlan.Price(_services.Providers.Get(validated.Provider!).Descriptor, validated);

    /// <summary>Tells a plan where it would go over a budget.</summary>
    public BudgetPlan Budgets { get; }

    /// <summary>Takes a row. Called in the order of the rows, on one thread.</summary>
    /// <param name="request">As the user gave it, with its provider chosen: the row's key comes from what was asked for, not from what was filled in.</param>
    /// <param name="validated">The same as it is sent.</param>
    /// <param name="defaulted">The provider was chosen for the row, so the batch remembers it.</param>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>, <c>UnsupportedValue</c>, <c>MissingValue</c>: the run's idempotency key or webhook secret does not fit.</exception>
    public TakenRow Take(VideoRequest request, VideoRequest validated, bool defaulted)
    {
        _rules.Check(_services.Providers.Get(validated.Provider!).Descriptor, validated);
        if (_options is { IsPlan: true, Batch: null })
        {
            // Nobody asks what it comes to, and its images need not be read.
            return new TakenRow(request.Provider!, defaulted, Task.FromResult<IReadOnlyList<ClipSubmission>>([]));
        }

        RowOrder.Place place = _order.Take();
        return new TakenRow(request.Provider!, defaulted, Task.Run(() => PrepareInPlaceAsync(request, validated, place)));
    }

    /// <summary>Whether submitting the row would send nothing, since the journal answers all of it.</summary>
    /// <exception cref="VideoGenException">The row cannot be submitted.</exception>
    public async ValueTask<bool> IsAnsweredAsync(TakenRow row, CancellationToken cancellationToken)
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
    /// <exception cref="InvalidOperationException">The run is a plan.</exception>
    public async Task SubmitAsync(TakenRow row, Action<SubmitResult> emit, CancellationToken cancellationToken)
    {
        if (_options.IsPlan)
        {
            throw new InvalidOperationException("A plan submits nothing.");
        }

        try
        {
            // Not before a row is really to be sent: a plan that nobody carries out leaves nothing on the disk.
            _services.Leases.Keep();
            IReadOnlyList<ClipSubmission> clips = await row.Clips.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (row.Defaulted && _options.Batch is { } batch && _batchProvider is null)
            {
                _ = await _services.Batches.RememberAsync(new BatchRecord(batch, row.Provider), cancellationToken).ConfigureAwait(false);
            }

            await Task.WhenAll(Groups(row, clips).Select(group => SubmitGroupAsync(group, emit, cancellationToken))).ConfigureAwait(false);
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

    /// <summary>The clips that may leave in one request.</summary>
    private IEnumerable<ClipSubmission[]> Groups(TakenRow row, IReadOnlyList<ClipSubmission> clips) =>
        clips.Chunk(clips.Count > 1 && _services.Providers.Get(row.Provider) is IBatchSubmission batch ? batch.MostPerBatch : 1);

    private async Task SubmitGroupAsync(ClipSubmission[] clips, Action<SubmitResult> emit, CancellationToken cancellationToken)
    {
        if (clips.Length == 1)
        {
            await SubmitClipAsync(clips[0], _sender, emit, cancellationToken).ConfigureAwait(false);
            return;
        }

        var batch = new BatchSender(_sender, clips.Length, cancellationToken);
        await Task.WhenAll(clips.Select(async clip =>
        {
            BatchSender.Place place = batch.Take();
            try
            {
                await SubmitClipAsync(clip, place, emit, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                place.Leave();
            }
        })).ConfigureAwait(false);
    }

    private async Task SubmitClipAsync(ClipSubmission clip, IClipSender sender, Action<SubmitResult> emit, CancellationToken cancellationToken)
    {
        SubmitResult result;
        try
        {
            result = _options.Batch is { } batch
                ? await _submitter.SubmitInBatchAsync(clip, batch, sender, cancellationToken).ConfigureAwait(false)
                : await _submitter.SubmitAnewAsync(clip, _underWay.GetValueOrDefault(clip.Fingerprint), sender, cancellationToken).ConfigureAwait(false);
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

        // Before the key is made of them: a file that changes in between is refused when it is sent.
        IReadOnlyDictionary<string, ImageVersion> images = await _services.Images.VersionsAsync(request, cancellationToken).ConfigureAwait(false);
        string hash = await RequestFingerprint.ComputeAsync(request, provider.Name, provider.OutputsPerJob > 1, _services.Images, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VideoRequest> shares = JobShares.Of(provider, validated);

        // Rows with a key of their own are told apart by it; the others by being the first, second, … of their kind.
        int first = request.Key is null ? await place.NumberAsync(hash, shares.Count).ConfigureAwait(false) : 1;
        return [.. shares.Select((share, job) => new ClipSubmission(share, Numbered(hash, first + job), Numbered(request.Key ?? hash, first + job))
        {
            Quote = PricePlan.Quote(provider, share),
            Images = images,
            IdempotencyKey = _options.IdempotencyKey,
        })];
    }

    private static bool IsStop(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static string Numbered(string text, int number) => number == 1 ? text : $"{text}#{number}";
}
