using VideoGen.Credentials;
using VideoGen.Gallery;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The only entrance to the core. Safe to use from many threads; one a process is enough.</summary>
public sealed class VideoClient : IDisposable
{
    private readonly ClientServices _services;
    private readonly JobReader _reader;
    private readonly AudioAddition _audio;
    private readonly JobFinder _finder;

    public VideoClient(VideoClientOptions options)
        : this(new ClientServices(options))
    {
    }

    private VideoClient(ClientServices services)
    {
        _services = services;
        _reader = new JobReader(_services);
        _audio = new AudioAddition(_services, _reader);
        _finder = new JobFinder(_services.Journal);
        Credentials = new ClientCredentials(Catalog, _services.Credentials);
        Budgets = new ClientBudgets(_services);
    }

    /// <summary>Full path of the folder that everything is remembered in.</summary>
    public string Home => _services.Options.Home;

    /// <summary>What to tell whoever submits a batch that nobody watches, where its journal begins with this client; else, or where clips cost nothing, null.</summary>
    public string? NewJournalWarning(string provider) => _services.IsJournalNew && Catalog.Find(provider).Descriptor.Credential != CredentialNeed.None
        ? $"{VideoErrors.NewJournal.Id}: the journal in {DisplayText.OneLine(Path.Combine(Home, "journal"))} begins with this run, so a row that an earlier run paid for is paid for again. {VideoErrors.NewJournal.Remedy}"
        : null;

    /// <summary>What to tell whoever listed jobs of a batch or a name and got none: that there is no such batch or job, and the nearest name. Null where there is one.</summary>
    public async Task<string?> FindFaultAsync(JobQuery query, CancellationToken cancellationToken) =>
        (query.Batch is { } batch ? await BatchSpelling.FindFaultAsync(_services, batch, cancellationToken).ConfigureAwait(false) : null)
        ?? await NameSpelling.FindFaultAsync(_services, new JobList(_services, _reader), query, cancellationToken).ConfigureAwait(false);

    /// <summary>The providers this client knows now, registered ones included.</summary>
    public ProviderCatalog Catalog => _services.Options.Catalog;

    /// <summary>The credentials of the providers.</summary>
    public ClientCredentials Credentials { get; }

    /// <summary>What may be spent with the providers.</summary>
    public ClientBudgets Budgets { get; }

    /// <summary>
    /// The same client, whose requests go with this credential instead of what is set. It is for one command and one provider: the
    /// first that is used. Disposing it does nothing; it lives as long as this one.
    /// </summary>
    public VideoClient With(ServiceCredential credential) => new(_services.With(new CommandCredential(credential)));

    /// <summary>Asks a service whether it takes the credential that a request would go with. Nothing is made and nothing charged.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, or what is wrong other than the credential.</exception>
    public Task<VideoCredentialCheck> CheckCredentialAsync(string provider, CancellationToken cancellationToken) =>
        new CredentialChecker(_services).CheckAsync(provider, cancellationToken);

    /// <summary>The servers that were given names of their own; <see cref="Catalog"/> has them.</summary>
    public RegisteredProviders Registrations => _services.Registrations;

    /// <summary>Begins the submissions of one command.</summary>
    public Task<SubmissionRun> OpenSubmissionAsync(SubmitOptions options, CancellationToken cancellationToken) =>
        SubmissionRun.OpenAsync(_services.ForWriting(), _reader, options, cancellationToken);

    /// <summary>Adds or replaces the sound of a finished clip: a new job, or the one that an earlier call made of the same clip and sound.</summary>
    /// <param name="options">Calls with the same object are one run: what it may cost, it may cost for all of them.</param>
    /// <exception cref="VideoGenException"><c>CannotAddAudio</c>, <c>JobNotCompleted</c>, <c>MissingValue</c>.</exception>
    public Task<SubmitResult> AddAudioAsync(VideoJob source, AudioMode audio, Uri? audioUri, SubmitOptions options, CancellationToken cancellationToken) =>
        _audio.SubmitAsync(source, audio, audioUri, options, cancellationToken);

    /// <summary>What a new sound for the clip is expected to cost.</summary>
    /// <exception cref="VideoGenException"><c>CannotAddAudio</c>, <c>JobNotCompleted</c>.</exception>
    public VideoPrice PriceAudio(VideoJob source) => _audio.Price(source);

    /// <summary>What is left of the account at a service.</summary>
    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public Task<VideoBalance> ReadBalanceAsync(string provider, CancellationToken cancellationToken) =>
        new ServiceOffers(_services).ReadBalanceAsync(provider, cancellationToken);

    /// <summary>Whether nothing can be sent to the provider, since it wants a credential and none is set. Nobody is asked, and no vault opened.</summary>
    public bool LacksCredential(string provider) => Catalog.Find(provider).Descriptor.Credential == CredentialNeed.Required && !HasCredential(provider);

    /// <summary>Whether a credential is set for the provider, or none is needed.</summary>
    public bool HasCredential(string provider)
    {
        ProviderDescriptor descriptor = _services.Providers.Get(provider).Descriptor;
        try
        {
            return descriptor.Credential == CredentialNeed.None || _services.Credentials.LocateSet(descriptor) is not null;
        }
        catch (VideoGenException)
        {
            // One that cannot be read is one that is set: the command that needs it says what is wrong.
            return true;
        }
    }

    /// <summary>The providers that tell what is left of an account.</summary>
    public IReadOnlyList<string> ProvidersWithBalance => new ServiceOffers(_services).With<IBalance>();

    /// <summary>The effects of a service.</summary>
    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public Task<IReadOnlyList<VideoEffect>> ListEffectsAsync(string provider, CancellationToken cancellationToken) =>
        new ServiceOffers(_services).ListEffectsAsync(provider, cancellationToken);

    /// <summary>The providers that have effects.</summary>
    public IReadOnlyList<string> ProvidersWithEffects => new ServiceOffers(_services).With<IEffectListing>();

    /// <summary>The models a service lists when it is asked.</summary>
    /// <exception cref="VideoGenException"><c>NotOffered</c>, or what the service said.</exception>
    public Task<IReadOnlyList<VideoModel>> ListModelsAtServiceAsync(string provider, CancellationToken cancellationToken) =>
        new ServiceOffers(_services).ListModelsAsync(provider, cancellationToken);

    /// <summary>Begins a wait for any number of jobs.</summary>
    public WaitRun OpenWait(WaitOptions options, Random random) => new(_services, _reader, options, random);

    /// <summary>The services that report the ends of jobs.</summary>
    public IReadOnlyList<string> ProvidersWithWebhooks => new WebhookSources(_services).All;

    /// <summary>Makes ready to listen for what services report.</summary>
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>, or why no report could be verified: <c>WebhookSecretMissing</c>, <c>CredentialMissing</c>, <c>NotOffered</c>.</exception>
    public WebhookReceiver OpenReceiver(WebhookOptions options) => new(_services, _reader, options);

    /// <summary>Begins the saves of one command.</summary>
    /// <exception cref="VideoGenException"><c>InvalidTemplate</c>.</exception>
    public SaveRun OpenSave(SaveOptions options) => new(_services.ForWriting(), _reader, options);

    /// <summary>The journal's jobs, oldest first; those that are under way read afresh where that is asked for or free.</summary>
    public Task<JobListing> ListAsync(JobQuery query, bool refresh, CancellationToken cancellationToken) =>
        new JobList(_services, _reader).ListAsync(query, refresh, cancellationToken);

    /// <summary>The same, told one by one: many need no more memory than few.</summary>
    /// <param name="damaged">Told of what cannot be read, while it is enumerated.</param>
    /// <param name="refreshed">Told of each job that was asked about, and how many there are; null for nobody.</param>
    public IAsyncEnumerable<JobReading> StreamAsync(
        JobQuery query, bool refresh, Action<VideoGenException> damaged, Action<JobReading, int>? refreshed, CancellationToken cancellationToken) =>
        new JobList(_services, _reader).StreamAsync(query, refresh, damaged, refreshed, cancellationToken);

    /// <summary>Clips made before a moment and not saved, as the journal has them; nobody is asked.</summary>
    public Task<UnclaimedJobs> FindUnclaimedAsync(DateTimeOffset madeBefore, CancellationToken cancellationToken) =>
        UnclaimedJobs.FindAsync(_services.Journal, madeBefore, cancellationToken);

    /// <summary>The job with this key, service's id, or unambiguous beginning of either, as the journal has it.</summary>
    /// <exception cref="VideoGenException"><c>JobNotFound</c>, <c>AmbiguousId</c>.</exception>
    public async Task<VideoJob> FindAsync(string id, string? provider, CancellationToken cancellationToken) =>
        (await _finder.FindAsync(id, provider, cancellationToken).ConfigureAwait(false))?.Job
        ?? throw new VideoGenException(VideoErrors.JobNotFound, $"The journal has no job '{DisplayText.OneLine(id, 60)}'{(provider is null ? "" : $" of {provider}")}.");

    /// <summary>The journal's form of a job object that may come from another session; one the journal does not have is taken in.</summary>
    /// <exception cref="VideoGenException"><c>JobNotFound</c>, or what the service said.</exception>
    public async Task<VideoJob> RecallAsync(VideoJob job, CancellationToken cancellationToken)
    {
        if (await _finder.RecallAsync(job, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        return job.Id is { } id
            ? (await AdoptAsync(id, job.Provider, cancellationToken).ConfigureAwait(false)).Job
            : throw new VideoGenException(VideoErrors.JobNotFound, $"The journal has no job '{DisplayText.OneLine(job.Key, 60)}'.") { Job = job };
    }

    /// <summary>The same of the journal alone, which mostly has its answer at once; null where it has none.</summary>
    public ValueTask<VideoJob?> FindKnownAsync(VideoJob job, CancellationToken cancellationToken) => new(_finder.RecallAsync(job, cancellationToken));

    /// <summary>What a service itself holds, its own order kept; jobs the journal has come with what it knows of them.</summary>
    /// <exception cref="VideoGenException"><c>CannotList</c>, or what the service said.</exception>
    public IAsyncEnumerable<VideoJob> ListAtServiceAsync(string provider, JobListingQuery query, CancellationToken cancellationToken) =>
        new ServiceList(_services, _reader).ListAsync(provider, query, cancellationToken);

    /// <summary>
    /// The job as its service has it now. One that has ended, or that no service knows yet, is answered from the journal; but one
    /// that is completed and not saved is asked about all the same, since links may be fresh and poster images come late.
    /// </summary>
    public Task<JobReading> ReadAsync(VideoJob job, CancellationToken cancellationToken) => new JobRefresh(_services, _reader).ReadAsync(job, cancellationToken);

    /// <summary>Takes a job that was made elsewhere into the journal.</summary>
    /// <exception cref="VideoGenException"><c>NotFoundAtService</c>, or what the service said.</exception>
    public Task<JobReading> AdoptAsync(string id, string provider, CancellationToken cancellationToken) =>
        new JobAdoption(_services, _finder, new JobRefresh(_services, _reader)).AdoptAsync(id, provider, cancellationToken);

    /// <summary>Settles jobs whose answer was lost from the lists of their services; jobs that are not unknown are answered as they are.</summary>
    /// <param name="tell">Told once a job, on any thread.</param>
    public Task ResolveAsync(IReadOnlyList<VideoJob> jobs, Action<JobResolution> tell, CancellationToken cancellationToken) =>
        new JobResolver(_services, _reader).ResolveAsync(jobs, tell, cancellationToken);

    /// <summary>Settles one job whose answer was lost as the job of its service with this id.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>, <c>NotFoundAtService</c>, or what the service said.</exception>
    public Task<VideoJob> ResolveAsAsync(VideoJob job, string id, CancellationToken cancellationToken) =>
        new JobResolver(_services, _reader).ResolveAsAsync(job, id, cancellationToken);

    /// <summary>Stops a job where its service can.</summary>
    public Task<VideoJob> StopAsync(VideoJob job, CancellationToken cancellationToken) => new JobStopper(_services).StopAsync(job, cancellationToken);

    /// <summary>What stopping a job of this provider costs, in a few words.</summary>
    public string StoppingCost(string provider) =>
        _services.Providers.Get(provider) is IJobCancellation cancellation ? cancellation.CancellationCost : "nothing, since the service has no way to stop a job";

    /// <summary>Deletes a job at its service, where it can, then from the journal.</summary>
    /// <exception cref="VideoGenException">Why it is not gone.</exception>
    public async Task RemoveAsync(VideoJob job, bool journalOnly, bool force, CancellationToken cancellationToken)
    {
        VideoGenException? reason = null;
        await RemoveAsync([job], journalOnly, force, (_, told) => reason = told, cancellationToken).ConfigureAwait(false);
        if (reason is not null)
        {
            throw reason;
        }
    }

    /// <summary>The same of many, with as few requests as their services allow.</summary>
    /// <param name="tell">Told once a job, on any thread: null where it is gone, else why it is not.</param>
    public Task RemoveAsync(IReadOnlyList<VideoJob> jobs, bool journalOnly, bool force, Action<VideoJob, VideoGenException?> tell, CancellationToken cancellationToken) =>
        new JobRemover(_services.ForWriting(), journalOnly, force).RemoveAsync(jobs, tell, cancellationToken);

    /// <summary>What was exchanged with services for jobs.</summary>
    public JobTraces Traces => new(_services);

    /// <summary>Lays out a page to look at these jobs; nothing is written yet, and no service is asked.</summary>
    /// <exception cref="VideoGenException"><c>FileExists</c>: something in the way is no gallery.</exception>
    public Task<GalleryExport> PlanGalleryAsync(IReadOnlyList<VideoJob> jobs, GalleryOptions options, CancellationToken cancellationToken) =>
        GalleryExport.PlanAsync(_services, jobs, options, cancellationToken);

    /// <summary>The jobs that were saved as these files, full paths; null for a file that is of no job.</summary>
    public Task<IReadOnlyList<VideoJob?>> FindBySavedFileAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        _finder.FindBySavedFileAsync(paths, cancellationToken);

    /// <summary>The services whose name matches.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public IReadOnlyList<VideoProvider> ListProviders(string pattern) => new CatalogView(Catalog).Providers(pattern, _services.Providers.Get, _services.Options.ReadEnvironment);

    /// <summary>The models whose name matches, of the services whose name matches.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>UnknownModel</c>.</exception>
    public IReadOnlyList<VideoModel> ListModels(string provider, string pattern) => new CatalogView(Catalog).Models(provider, pattern);

    /// <summary>Looks at all that a run needs. Nobody is asked for anything, no key is sent, and nothing is made.</summary>
    /// <param name="tell">Told of each finding, one at a time, on any thread.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public Task CheckEnvironmentAsync(EnvironmentOptions options, Action<VideoEnvironmentCheck> tell, CancellationToken cancellationToken) =>
        new EnvironmentReport(_services, options, tell).RunAsync(cancellationToken);

    public void Dispose() => _services.Dispose();
}
