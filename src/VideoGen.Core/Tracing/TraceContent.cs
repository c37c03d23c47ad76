using System.Globalization;
using System.Text;
using VideoGen.Providers;

namespace VideoGen.Tracing;

/// <summary>What is sent, without taking anything of it away from the sending.</summary>
internal static class TraceContent
{
    private const int LargestText = 16 * 1024;

    /// <summary>Null where there is nothing to tell.</summary>
    public static string? Keep(HttpContent content, TraceText text) => content switch
    {
        MultipartContent form => string.Join('\n', form.Select(part => Part(part, text))),
        DataUriContent body => new TraceBody(text).Keep(body.Outline()),
        _ when IsJson(content) && Bytes(content) is { } bytes => new TraceBody(text).Keep(bytes.Span),
        _ => Abbreviate(content),
    };

    private static string Part(HttpContent part, TraceText text)
    {
        string name = part.Headers.ContentDisposition?.Name?.Trim('"') ?? "";
        string? file = part.Headers.ContentDisposition?.FileNameStar ?? part.Headers.ContentDisposition?.FileName?.Trim('"');
        string value = TraceText.IsSecretName(name) ? "‹secret›"
            : file is null && part.Headers.ContentLength is <= LargestText && Bytes(part) is { } bytes ? text.Clean(Encoding.UTF8.GetString(bytes.Span))
            : Abbreviate(part);
        return text.Clean(file is null ? $"{name}: " : $"{name} ({file}): ") + value;
    }

    /// <summary>Its length, and of an image the beginning of its hash.</summary>
    private static string Abbreviate(HttpContent content)
    {
        string hash = content is ImageHttpContent image ? $", sha256 {image.Sha256[..8]}…" : "";
        return $"‹{content.Headers.ContentType?.MediaType ?? "content"}, {Length(content)}{hash}›";
    }

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>The bytes of a content that is in memory; null for another, whose stream is the network's alone.</summary>
    private static ReadOnlyMemory<byte>? Bytes(HttpContent content)
    {
        if (content is not ByteArrayContent)
        {
            return null;
        }

        // Not ReadAsByteArray, which would keep a copy for good. The stream is the content's own: a request that is resent is read again.
        Stream stream = content.ReadAsStream();
        stream.Position = 0;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Length(HttpContent content) =>
        content.Headers.ContentLength is { } length ? $"{length.ToString(CultureInfo.InvariantCulture)} bytes" : "of unknown length";
}
