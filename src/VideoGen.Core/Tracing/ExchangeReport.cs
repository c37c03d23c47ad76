using System.Globalization;

namespace VideoGen.Tracing;

/// <summary>One exchange in words for a user. Secrets are masked in all of it.</summary>
/// <param name="Summary">One line: <c>POST api.example/v1/videos: 201 in 35 ms, 1.2 KB, request req_1, job 7k2m9q4x</c>.</param>
/// <param name="Sent">The body of the request on one line, bounded, images as length and hash; null where there is none or nobody wants it.</param>
/// <param name="Answered">The body of the answer likewise.</param>
public sealed record ExchangeReport(string Summary, string? Sent, string? Answered)
{
    /// <summary>Characters of a body that are told.</summary>
    internal const int MostOfBody = 4096;

    private const int LongestPath = 100;
    private const int LongestTrouble = 300;

    /// <param name="request">As a trace keeps it.</param>
    /// <param name="end">What came of it, likewise.</param>
    /// <param name="about">The jobs it is about.</param>
    internal static string SummaryOf(TraceRecord request, TraceRecord end, long? bytes, string? requestId, IReadOnlyList<TraceTarget> about)
    {
        var parts = new List<string>
        {
            $"{request.Method} {Short(request.Address ?? "")}: {end.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"} in {end.Milliseconds.ToString(CultureInfo.InvariantCulture)} ms",
        };
        Add(bytes is null ? null : DisplayText.Size(bytes));
        Add(end.Redirects is { Count: > 0 } hops ? $"redirected {hops.Count} {(hops.Count == 1 ? "time" : "times")}" : null);
        Add(requestId is null ? null : $"request {requestId}");
        Add(about switch
        {
            [] => null,
            [var only] => $"job {(only.Key.Length > 8 ? only.Key[..8] : only.Key)}",
            _ => $"{about.Count} jobs",
        });
        Add(end.Trouble is null ? null : DisplayText.OneLine(end.Trouble, LongestTrouble));
        return DisplayText.OneLine(string.Join(", ", parts));

        void Add(string? part)
        {
            if (part is not null)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>Without scheme and query, and of a long path the beginning and the end.</summary>
    private static string Short(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? address : address[..query];
        int scheme = path.IndexOf("://", StringComparison.Ordinal);
        path = scheme < 0 ? path : path[(scheme + 3)..];
        return path.Length <= LongestPath ? path : $"{path[..(LongestPath / 2)]}…{path[^(LongestPath / 2)..]}";
    }
}
