namespace VideoGen.Http;

/// <summary>Settings of the HTTP pipeline.</summary>
public sealed record HttpPipelineOptions
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection is kept, so that a service that moves to another address is followed.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One attempt of an API call, from the connection to the last byte of the answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Bytes of an API answer that are read at most.</summary>
    public int MaxAnswerBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Requests that are under way at one origin at once; more where a user asks for more. Reads that a service holds are not counted.</summary>
    public int MostUnderWay { get; init; } = 32;

    public RetryPolicy Retry { get; init; } = new();

    public string UserAgent { get; init; } = $"VideoGen/{typeof(HttpPipelineOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>What stands at the end of the chain in place of the network, for tests. It is not disposed.</summary>
    internal HttpMessageHandler? Network { get; init; }
}
