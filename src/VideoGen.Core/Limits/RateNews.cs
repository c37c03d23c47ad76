using System.Globalization;
using VideoGen.Http;

namespace VideoGen.Limits;

/// <summary>What an answer says of its bucket.</summary>
/// <param name="Left">Requests the service still takes.</param>
/// <param name="ResetAt">When it counts anew.</param>
internal sealed record RateNews(int Left, DateTimeOffset ResetAt)
{
    /// <summary>Numbers from here on are seconds since 1970: some services write the moment, others the time until then.</summary>
    private const long FirstMoment = 1_000_000_000;

    /// <summary>Null when the answer says nothing.</summary>
    /// <param name="sentAt">What <c>X-RateLimit-Reset</c> is counted from.</param>
    /// <param name="isRefusal">The answer is the service's own refusal for too many requests: <c>Retry-After</c> counts, from <paramref name="now"/>.</param>
    public static RateNews? Read(HttpResponseMessage answer, DateTimeOffset sentAt, bool isRefusal, DateTimeOffset now)
    {
        if (isRefusal && RetryPolicy.RetryAfter(answer, now) is { } pause)
        {
            return new RateNews(0, now + pause);
        }

        if (Number(answer, "X-RateLimit-Remaining") is not { } left || Number(answer, "X-RateLimit-Reset") is not { } reset)
        {
            return null;
        }

        DateTimeOffset resetAt = reset >= FirstMoment ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(reset, uint.MaxValue)) : sentAt.AddSeconds(reset);
        return new RateNews((int)Math.Clamp(left, 0, int.MaxValue), resetAt);
    }

    private static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out IEnumerable<string>? values)
        && decimal.TryParse(values.FirstOrDefault(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out decimal number)
        && number <= long.MaxValue ? (long)Math.Ceiling(number) : null;
}
