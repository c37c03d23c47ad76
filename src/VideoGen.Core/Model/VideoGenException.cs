using System.Globalization;
using System.Net;
using System.Text;

namespace VideoGen;

/// <summary>
/// The one exception that leaves the core on purpose. Services word much of what it says, and whoever prints it may not think of
/// that: its texts are cleaned of terminal escapes here.
/// </summary>
/// <remarks>What a service said of the exchange is found here too where it is the cause, one or more exceptions further in.</remarks>
public sealed class VideoGenException(VideoErrorKind kind, string message, Exception? innerException = null)
    : Exception(DisplayText.OneLine(message), innerException)
{
    private readonly string? _remedy;
    private readonly string? _provider;
    private readonly string? _serviceCode;
    private readonly HttpStatusCode? _httpStatus;
    private readonly string? _requestId;
    private readonly TimeSpan? _retryAfter;

    public VideoErrorKind Kind { get; } = kind;

    public string ErrorId => Kind.Id;

    /// <summary>What to do next; the registry's sentence unless the place of the error knows a better one.</summary>
    public string Remedy { get => _remedy ?? Kind.Remedy; init => _remedy = DisplayText.OneLine(value); }

    /// <summary>The catalogue name of the provider it is about; null where it is about none.</summary>
    public string? Provider { get => _provider ?? Job?.Provider ?? Cause?.Provider; init => _provider = value; }

    /// <summary>Our key of the job it is about; null where it is about none, or about one that the journal does not have.</summary>
    public string? JobKey => Job is { Key.Length: > 0 } job ? job.Key : null;

    /// <summary>The service's own error code, as it wrote it.</summary>
    public string? ServiceCode { get => _serviceCode ?? Cause?.ServiceCode; init => _serviceCode = value is null ? null : DisplayText.OneLine(value, 200); }

    public HttpStatusCode? HttpStatus { get => _httpStatus ?? Cause?.HttpStatus; init => _httpStatus = value; }

    /// <summary>The id by which the service's support finds the exchange.</summary>
    public string? RequestId { get => _requestId ?? Cause?.RequestId; init => _requestId = value is null ? null : DisplayText.OneLine(value, 100); }

    /// <summary>How long the service asked to be left alone; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get => _retryAfter ?? Cause?.RetryAfter; init => _retryAfter = value; }

    /// <summary>The job it is about, where there is one.</summary>
    public VideoJob? Job { get; init; }

    private VideoGenException? Cause => InnerException as VideoGenException;

    /// <summary>
    /// What a support ticket needs, a fact a line. Where it was thrown is of use to us alone, so it is told of what nobody foresaw;
    /// <see cref="Exception.StackTrace"/> has it always.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder(Message);
        Add(nameof(ErrorId), ErrorId);
        Add(nameof(Provider), Provider);
        Add(nameof(JobKey), JobKey);
        Add(nameof(ServiceCode), ServiceCode);
        Add(nameof(HttpStatus), HttpStatus is { } status ? string.Create(CultureInfo.InvariantCulture, $"{(int)status} {status}") : null);
        Add(nameof(RequestId), RequestId);
        Add(nameof(RetryAfter), RetryAfter is { } pause ? string.Create(CultureInfo.InvariantCulture, $"{pause.TotalSeconds:0.#} s") : null);
        Add(nameof(Remedy), Remedy);
        for (Exception? cause = InnerException; cause is not null; cause = cause.InnerException)
        {
            Add("Cause", $"{cause.GetType().Name}: {DisplayText.OneLine(cause.Message, 300)}");
        }

        return (Kind == VideoErrors.Unexpected ? text.AppendLine().Append((InnerException ?? this).StackTrace) : text).ToString();

        void Add(string name, string? value) => _ = value is null ? text : text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name}: {value}");
    }

    /// <summary>The same error, with the number of the input row it is about in front.</summary>
    internal VideoGenException InRow(int row) => With($"Row {row}: {Message}", Remedy, Job);

    /// <summary>The same error, where its place knows better what to do next.</summary>
    internal VideoGenException WithRemedy(string remedy) => With(Message, remedy, Job);

    /// <summary>The same error, with the job that it turned out to be about.</summary>
    internal VideoGenException About(VideoJob job) => With(Message, Remedy, job);

    /// <summary>The exception itself, or what nobody foresaw as one: it is reported like any other and ends nothing else.</summary>
    internal static VideoGenException Of(Exception e) => e as VideoGenException ?? new VideoGenException(VideoErrors.Unexpected, e.Message, e);

    private VideoGenException With(string message, string remedy, VideoJob? job) => new(Kind, message, InnerException)
    {
        Remedy = remedy,
        Provider = _provider,
        ServiceCode = _serviceCode,
        HttpStatus = _httpStatus,
        RequestId = _requestId,
        RetryAfter = _retryAfter,
        Job = job,
    };
}
