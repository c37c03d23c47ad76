using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Client;

/// <summary>What a host gives the client.</summary>
public sealed record VideoClientOptions
{
    /// <summary>Full path of the folder that everything is remembered in.</summary>
    public required string Home { get; init; }

    /// <summary>The providers to choose from.</summary>
    public ProviderCatalog Catalog { get; init; } = ProviderCatalog.BuiltIn;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the supervisor of <c>Local</c> is started; null in a host that cannot start one.</summary>
    public SupervisorHost? SupervisorHost { get; init; }

    /// <summary>Reads an environment variable. The client reads the environment nowhere else.</summary>
    public Func<string, string?> ReadEnvironment { get; init; } = _ => null;

    /// <summary>Settings of the HTTP pipeline; null for the defaults.</summary>
    public HttpPipelineOptions? Http { get; init; }

    /// <summary>How long a submission that is on the wire may still be waited for when the user has stopped the command.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Options as the process's environment has them, for a host that is an ordinary program.</summary>
    public static VideoClientOptions FromEnvironment() => new()
    {
        Home = Journal.HomeFolder.Default(Environment.GetEnvironmentVariable),
        ReadEnvironment = Environment.GetEnvironmentVariable,
    };
}
