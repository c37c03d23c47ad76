using System.Net;

namespace VideoGen;

/// <summary>
/// The one exception that leaves the core on purpose. Services word much of what it says, and whoever prints it may not think of
/// that: its texts are cleaned of terminal escapes here.
/// </summary>
public sealed class VideoGenException(VideoErrorKind kind, string message, Exception? innerException = null)
    : Exception(DisplayText.OneLine(message), innerException)
{
    public VideoErrorKind Kind { get; } = kind;

    public string ErrorId => Kind.Id;

    /// <summary>What to do next; the registry's sentence unless the place of the error knows a better one.</summary>
    public string Remedy { get => _remedy ?? Kind.Remedy; init => _remedy = DisplayText.OneLine(value); }

    /// <summary>The service's own error code, as it wrote it.</summary>
    public string? ServiceCode { get => _serviceCode; init => _serviceCode = value is null ? null : DisplayText.OneLine(value, 200); }

    public HttpStatusCode? HttpStatus { get; init; }

    /// <summary>The id by which the service's support finds the exchange.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asked to be left alone; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The job it is about, where there is one.</summary>
    public VideoJob? Job { get; init; }

    private readonly string? _remedy;
    private readonly string? _serviceCode;

    /// <summary>The same error, with the number of the input row it is about in front.</summary>
    internal VideoGenException InRow(int row) => With($"Row {row}: {Message}", Remedy);

    /// <summary>The same error, where its place knows better what to do next.</summary>
    internal VideoGenException WithRemedy(string remedy) => With(Message, remedy);

    /// <summary>The exception itself, or what nobody foresaw as one: it is reported like any other and ends nothing else.</summary>
    internal static VideoGenException Of(Exception e) => e as VideoGenException ?? new VideoGenException(VideoErrors.Unexpected, e.Message, e);

    private VideoGenException With(string message, string remedy) => new(Kind, message, InnerException)
    {
        Remedy = remedy,
        ServiceCode = ServiceCode,
        HttpStatus = HttpStatus,
        RequestId = RequestId,
        RetryAfter = RetryAfter,
        Job = Job,
    };
}
