using System.Net;
using System.Net.Http.Headers;
using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>What an answer's head means for the bytes that are there already (RFC 9110 sections 13.1.5, 14 and 15).</summary>
internal static class DownloadAnswer
{
    /// <summary>The longest error page that is read for its first words.</summary>
    private const int ExcerptBytes = 4096;

    /// <summary>Brings the part to where the answer's body begins. True when there is nothing left to fetch.</summary>
    /// <exception cref="TransferInterruptedException">Another attempt is worth it.</exception>
    /// <exception cref="VideoGenException">It is not, but the part stays useful.</exception>
    /// <exception cref="WrongFileException">The server has another file.</exception>
    public static async Task<bool> AcceptAsync(HttpResponseMessage answer, DownloadSource source, PartFile part, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                await RefuseTextAsync(answer, source, cancellationToken).ConfigureAwait(false);
                if (part.Length > 0)
                {
                    part.StartOver();
                }

                part.Describe(ValidatorOf(answer), RequireLength(source, answer.Content.Headers.ContentLength));
                return false;

            case HttpStatusCode.PartialContent:
                ContentRangeHeaderValue? range = answer.Content.Headers.ContentRange;
                bool continues = range is { Unit: "bytes", From: { } from } && from == part.Length
                    && (part.State.Total is null || range.Length is null || range.Length == part.State.Total)
                    && (answer.Headers.ETag is not { } tag || part.State.Validator is not ['"', ..] || tag.ToString() == part.State.Validator);
                if (!continues)
                {
                    throw StartOver(part, $"{source.Uri.ForDisplay()} answered with another range than was asked for.");
                }

                part.Describe(part.State.Validator ?? ValidatorOf(answer), RequireLength(source, range!.Length ?? part.State.Total));
                return false;

            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                if (answer.Content.Headers.ContentRange?.Length == part.Length && part.State.Total == part.Length)
                {
                    return true;
                }

                throw StartOver(part, $"{source.Uri.ForDisplay()} has become shorter than what was fetched of it.");

            default:
                throw await RefusalAsync(answer, source, now, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The value to send as If-Range: a strong entity tag, else a modification date that is strong because the answer is at
    /// least a second younger (RFC 9110 section 8.8.2.2), else nothing.
    /// </summary>
    private static string? ValidatorOf(HttpResponseMessage answer)
    {
        if (answer.Headers.ETag is { } tag)
        {
            return tag.IsWeak ? null : tag.ToString();
        }

        return answer.Content.Headers.LastModified is { } modified && answer.Headers.Date is { } date && date - modified >= TimeSpan.FromSeconds(1)
            ? modified.ToString("r")
            : null;
    }

    private static long? RequireLength(DownloadSource source, long? length) => source.Length is null || length is null || source.Length == length
        ? length ?? source.Length
        : throw new WrongFileException(VideoErrors.DownloadFailed, $"{source.Uri.ForDisplay()} has {length} bytes; the service stated {source.Length}.");

    private static async Task RefuseTextAsync(HttpResponseMessage answer, DownloadSource source, CancellationToken cancellationToken)
    {
        string mediaType = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase))
        {
            string words = await ExcerptAsync(answer, source, cancellationToken).ConfigureAwait(false);
            throw new VideoGenException(VideoErrors.NotAVideo, $"{source.Uri.ForDisplay()} is no video but {DisplayText.OneLine(mediaType, 40)}{words}") { HttpStatus = answer.StatusCode };
        }
    }

    private static TransferInterruptedException StartOver(PartFile part, string message)
    {
        part.StartOver();
        return new TransferInterruptedException(new VideoGenException(VideoErrors.DownloadFailed, message));
    }

    private static async Task<Exception> RefusalAsync(HttpResponseMessage answer, DownloadSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int status = (int)answer.StatusCode;
        bool hadKey = source.Credential?.AppliesTo(source.Uri) == true;
        VideoErrorKind kind = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized when hadKey => VideoErrors.Unauthorized,
            HttpStatusCode.Forbidden when hadKey => VideoErrors.Forbidden,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone => VideoErrors.LinkExpired,
            HttpStatusCode.TooManyRequests => VideoErrors.RateLimited,
            _ => VideoErrors.DownloadFailed,
        };
        string words = await ExcerptAsync(answer, source, cancellationToken).ConfigureAwait(false);
        var reason = new VideoGenException(kind, $"{source.Uri.ForDisplay()} answered {status}{words}") { HttpStatus = answer.StatusCode, RequestId = RequestIds.Of(answer.Headers) };
        bool passes = status is 408 or 429 or (>= 500 and not 501 and not 505);
        return passes ? new TransferInterruptedException(reason, RetryPolicy.RetryAfter(answer, now)) : reason;
    }

    private static async Task<string> ExcerptAsync(HttpResponseMessage answer, DownloadSource source, CancellationToken cancellationToken)
    {
        try
        {
            byte[] bytes = new byte[ExcerptBytes];
            Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            string text = System.Text.Encoding.UTF8.GetString(bytes, 0, count);
            string words = DisplayText.OneLine(source.Credential?.Secret.RemoveFrom(text) ?? text, 160);
            return words.Length == 0 ? "." : $": {words}";
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return ".";
        }
    }
}
