namespace VideoGen.Http;

/// <summary>An error as the service states it.</summary>
/// <param name="Code">The service's code, as it wrote it.</param>
/// <param name="Message">The service's words.</param>
public sealed record ServiceError(string? Code, string Message)
{
    /// <summary>The kind where the code says more than the status, such as <see cref="VideoErrors.QuotaReached"/> for a daily quota.</summary>
    public VideoErrorKind? Kind { get; init; }

    /// <summary>The id of the exchange where the body has it; null leaves it to the headers.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the service surely made and charged nothing; null to go by the status: every 4xx but 408.</summary>
    public bool? IsRefusal { get; init; }
}
