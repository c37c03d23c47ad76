namespace VideoGen.Emulators.Phaseo;

/// <summary>The parts of the emulator that its routes share.</summary>
internal sealed class PhaseoService : IDisposable
{
    public PhaseoService(PhaseoSettings settings, TimeProvider time, Random random)
    {
        Settings = settings;
        Time = time;
        Ids = new PhaseoIds(time, random);
        Answers = new PhaseoAnswers(settings, Ids);
        Gate = new PhaseoGate(settings, Answers);
        Jobs = new PhaseoJobs(time, settings);
        Links = new PhaseoLinks(time, settings);
        Videos = new PhaseoVideos(settings, Links);
        Webhooks = new PhaseoWebhooks(time, settings, Videos);
    }

    public PhaseoSettings Settings { get; }

    public TimeProvider Time { get; }

    public PhaseoIds Ids { get; }

    public PhaseoAnswers Answers { get; }

    public PhaseoGate Gate { get; }

    public PhaseoJobs Jobs { get; }

    public PhaseoLinks Links { get; }

    public PhaseoVideos Videos { get; }

    public PhaseoWebhooks Webhooks { get; }

    public PhaseoEndpoints Endpoints { get; } = new();

    public bool August => Settings.Contract == PhaseoContract.Aug;

    /// <summary>Scheme, host and port the request came to.</summary>
    public static string OriginOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    public void Dispose() => Webhooks.Dispose();
}
