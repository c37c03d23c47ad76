using VideoGen.Budgets;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Journal;
using VideoGen.Limits;
using VideoGen.Tracing;

namespace VideoGen.Client;

/// <summary>What the client's operations share. Made once a client.</summary>
internal sealed class ClientServices : IDisposable
{
    private readonly bool _owns = true;

    public ClientServices(VideoClientOptions options)
    {
        Registrations = new RegisteredProviders(options.Home, options.Catalog);
        Options = options = options with { Catalog = Registrations.Catalog };
        var folders = new JournalFolders(options.Home);
        IsJournalNew = !Directory.Exists(folders.Root);
        Journal = new JobJournal(folders);
        ReadMarks = new ReadMarks(folders);
        Sweep = new HomeSweep(folders, Journal);
        News = new JournalNews(options.Time);
        Batches = new BatchIndex(folders);
        Leases = new Leases(folders.LeaseFiles, options.Time);
        Claims = new JobClaims(folders, Journal, Leases);
        Spending = new SpendingLedger(options.Home);
        BudgetStore = new BudgetStore(options.Home);
        Budgets = new BudgetGate(BudgetStore, Spending, Journal, Leases, options.Time);
        Http = new HttpPipeline(options.Time, new Random(Environment.ProcessId ^ Environment.TickCount), options.Http);
        Gates = new RateGates(options.Home, options.Time);
        Credentials = new CredentialLookup(options.ReadEnvironment, CredentialStore.Open(options.Home), new VaultSecrets());
        Providers = new ProviderSet(options, Http, Credentials, Gates);
        Traces = new TraceStore(options.Home, isOn: options.ReadEnvironment("VIDEOGEN_TRACE")?.Trim() is not "0");
    }

    /// <summary>The same, but its providers are made anew and use the credential that one command was given.</summary>
    private ClientServices(ClientServices shared, CommandCredential credential)
    {
        _owns = false;
        Options = shared.Options;
        (Journal, ReadMarks, News, Batches, Leases, Claims, Sweep) = (shared.Journal, shared.ReadMarks, shared.News, shared.Batches, shared.Leases, shared.Claims, shared.Sweep);
        IsJournalNew = shared.IsJournalNew;
        (Spending, BudgetStore, Budgets) = (shared.Spending, shared.BudgetStore, shared.Budgets);
        (Http, Gates, Images, Registrations, Traces) = (shared.Http, shared.Gates, shared.Images, shared.Registrations, shared.Traces);
        Credentials = shared.Credentials.With(credential);
        Providers = new ProviderSet(Options, Http, Credentials, Gates);
    }

    /// <summary>As the host gave them, but for the catalogue.</summary>
    public VideoClientOptions Options { get; }

    public TimeProvider Time => Options.Time;

    /// <summary>The servers that users have given names; <see cref="Options"/> has the catalogue with them.</summary>
    public RegisteredProviders Registrations { get; }

    public JobJournal Journal { get; }

    /// <summary>When services were last asked about jobs, where they limit how often.</summary>
    public ReadMarks ReadMarks { get; }

    /// <summary>What of the services' answers the journal has.</summary>
    public JournalNews News { get; }

    /// <summary>There was no journal when this began: what earlier runs made is not known here.</summary>
    public bool IsJournalNew { get; }

    public BatchIndex Batches { get; }

    public Leases Leases { get; }

    public JobClaims Claims { get; }

    public HomeSweep Sweep { get; }

    /// <summary>What was spent.</summary>
    public SpendingLedger Spending { get; }

    /// <summary>What may be spent.</summary>
    public BudgetStore BudgetStore { get; }

    /// <summary>Where submissions are counted.</summary>
    public BudgetGate Budgets { get; }

    public CredentialLookup Credentials { get; }

    public ProviderSet Providers { get; }

    public HttpPipeline Http { get; }

    public RateGates Gates { get; }

    /// <summary>What is exchanged with services for a job, for whoever has to ask their support.</summary>
    public TraceStore Traces { get; }

    public ImageHasher Images { get; } = new();

    /// <summary>The same, for what writes anyway: beside it the home is swept when that is due.</summary>
    public ClientServices ForWriting()
    {
        Sweep.Begin();
        return this;
    }

    public ClientServices With(CommandCredential credential) => new(this, credential);

    public void Dispose()
    {
        if (_owns)
        {
            Sweep.Wait();
            Http.Dispose();
            Leases.Dispose();
        }
    }
}
