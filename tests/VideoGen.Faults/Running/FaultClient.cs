using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Providers.Local;

namespace VideoGen.Faults.Running;

/// <summary>Clients as the suite uses them: an ordinary one, on any clock, that gives up on an answer sooner and resends sooner.</summary>
internal static class FaultClient
{
    /// <summary>In real time: nobody waits longer for an answer, and a busy machine does not need as long for one.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <param name="home">Full path.</param>
    /// <param name="variables">What leads to the service. The environment of this process does not count, but for where FFmpeg is.</param>
    /// <param name="patience">For one answer, in real time; null for <see cref="Patience"/>.</param>
    public static VideoClient Open(string home, IReadOnlyDictionary<string, string> variables, QuickTime time, TimeSpan? patience = null) => new(new VideoClientOptions
    {
        Home = home,
        Time = time,
        SupervisorHost = SupervisorHost.ForDotnet(Dotnet.Path, typeof(VideoClient).Assembly.Location),
        ReadEnvironment = name => variables.GetValueOrDefault(name) ?? (name is "PATH" or "VIDEOGEN_FFMPEG" ? Environment.GetEnvironmentVariable(name) : null),
        Http = new HttpPipelineOptions
        {
            AttemptTimeout = time.OfReal(patience ?? Patience),
            Retry = new RetryPolicy { BudgetSize = 10_000 },
        },
    });
}
