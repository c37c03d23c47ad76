using System.Net;

namespace VideoGen.Emulators.Hosting;

/// <summary>
/// A Kestrel server on loopback that behaves as one service's documentation says. Subclasses map endpoints; the ledger, the
/// scenarios and the control endpoints below <c>/_emulator</c> are the same for all:
/// <c>GET /_emulator/ledger</c> and <c>POST /_emulator/scenario?name=status&amp;value=503&amp;times=2</c> for an emulator that runs as a program.
/// </summary>
public abstract class Emulator : IAsyncDisposable
{
    private WebApplication? _app;
    private readonly RequestLoad _load = new();

    public Ledger Ledger { get; } = new();

    public ScenarioSwitch Scenarios { get; } = new();

    /// <summary>What the service took for its jobs; null for one without prices.</summary>
    public virtual Charges? Charges => null;

    /// <summary>Jobs the service has made since it was started, whatever became of them: what a client may be asked to pay for.</summary>
    public virtual int JobsMade => 0;

    /// <summary>The same jobs, each with what it was asked for, in the order they were made.</summary>
    public virtual IReadOnlyList<MadeJob> Made => [];

    /// <summary>The requests of this server and of those that belong to it.</summary>
    public IReadOnlyList<Ledger> Ledgers => [.. Servers.Select(server => server.Ledger)];

    /// <summary>This server, and those that belong to it.</summary>
    public IReadOnlyList<Emulator> Servers => [this, .. Parts.SelectMany(part => part.Servers)];

    /// <summary>Where clients are led instead of to this server itself, such as to a proxy in front of it. Set once it is started.</summary>
    public Uri? Front { get; set; }

    /// <summary>The variables, in order, that lead the module to this service; empty when it is none. Known once it is started.</summary>
    public virtual IReadOnlyList<(string Name, string Value)> Environment => [];

    /// <summary>Servers of other origins that belong to this one, such as its files': started before it and ended with it.</summary>
    protected virtual IReadOnlyList<Emulator> Parts => [];

    /// <summary>Where clients are led to, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseUri => Front ?? Origin;

    /// <summary>Where it listens.</summary>
    public Uri Origin => new(_app?.Urls.Single() ?? throw new InvalidOperationException("The emulator is not started."));

    /// <param name="port">0 for any that is free.</param>
    public async Task StartAsync(int port = 0)
    {
        foreach (Emulator part in Parts)
        {
            await part.StartAsync();
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        WebApplication app = builder.Build();
        _ = app.Use(RecordAndPlayAsync);
        _ = app.UseRouting();
        _ = app.Use(ExactPath.RequireAsync);
        Control.Map(app, this);
        Map(app);
        await app.StartAsync();
        _app = app;
    }

    /// <summary>Ends when the process is asked to.</summary>
    public Task WaitForShutdownAsync() => _app!.WaitForShutdownAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var atOnce = new CancellationTokenSource();
            atOnce.Cancel();
            await _app.StopAsync(atOnce.Token);
            await _app.DisposeAsync();
        }

        foreach (Emulator part in Parts)
        {
            await part.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What it was asked since this was called last.</summary>
    internal LoadReport TakeLoad()
    {
        (DateTimeOffset since, int requests, int most) = _load.Take();
        return new LoadReport(requests, most, FirstEnd(since));
    }

    /// <summary>When the first of the jobs made since then ended; null where none has, or where nobody has asked for it yet.</summary>
    protected virtual DateTimeOffset? FirstEnd(DateTimeOffset since) => null;

    /// <summary>A scenario of this service's own, for the control endpoint; null when the name is none.</summary>
    protected internal virtual Scenario? FindScenario(string name, string value) => null;

    protected abstract void Map(IEndpointRouteBuilder routes);

    private async Task RecordAndPlayAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Control.Prefix, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Ledger.Add(new LedgerEntry(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body));

        using IDisposable underWay = _load.Enter();
        try
        {
            await (Scenarios.Take(context.Request) is { } scenario ? scenario.Run(context, next) : next(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // A scenario broke the connection, or the client did.
        }
    }
}
