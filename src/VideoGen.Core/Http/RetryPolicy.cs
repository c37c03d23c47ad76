using System.Net.Http.Headers;

namespace VideoGen.Http;

/// <summary>When and how often a read is sent again.</summary>
public sealed record RetryPolicy
{
    /// <summary>Resends of one request, on top of its first attempt.</summary>
    public int MaxResends { get; init; } = 4;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A service that asks for a longer pause than this is reported instead of waited for.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Resends over all requests that may be saved up; see <see cref="ResendBudget"/>.</summary>
    public int BudgetSize { get; init; } = 60;

    /// <summary>How long it takes to gain one more resend.</summary>
    public TimeSpan BudgetRefill { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pause before resend <paramref name="resend"/> (from 0): doubling from <see cref="FirstDelay"/> up to
    /// <see cref="MaxDelay"/>, of which a random half is taken off, so that clients that failed together do not return together.
    /// </summary>
    /// <param name="resend">Counted from 0.</param>
    /// <param name="random">At least 0, below 1.</param>
    public TimeSpan Delay(int resend, double random)
    {
        double full = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(resend, 30)), MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random / 2)));
    }

    /// <summary>The pause the answer asks for (RFC 9110 section 10.2.3), as seconds or as a date; null when it asks for none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? pause = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
