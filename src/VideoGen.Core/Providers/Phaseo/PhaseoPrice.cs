namespace VideoGen.Providers.Phaseo;

/// <summary>One row of the price table: what one provider behind the gateway takes for one model.</summary>
/// <param name="Provider">The name that routing options use.</param>
/// <param name="Models">The ids of the model in requests; the first is the one we show.</param>
/// <param name="Dollars">US dollars for one unit of the meter.</param>
internal sealed record PhaseoPrice(string Provider, IReadOnlyList<string> Models, PhaseoMeter Meter, decimal Dollars)
{
    /// <summary>Words or sizes it holds for; empty for all.</summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>Null with and without sound.</summary>
    public bool? Audio { get; init; }

    /// <summary>The length it holds for; null for all.</summary>
    public int? Seconds { get; init; }

    /// <summary>Units that cost nothing.</summary>
    public int Free { get; init; }

    /// <summary>The day it ended; null where it has not.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it may be the price of what is asked for. What the request leaves to the service may be anything.</summary>
    public bool MayApply(PhaseoAsk ask) =>
        (ask.Resolution is not { } resolution || Resolutions.Count == 0 || Resolutions.Any(own => own.Equals(resolution, StringComparison.OrdinalIgnoreCase) || Pixels(own) == Pixels(resolution)))
        && (ask.Audio is not { } audio || Audio is null || Audio == audio)
        && (ask.Seconds is not { } seconds || Seconds is null || Seconds == seconds);

    /// <summary>One name for a resolution, whether it is written as a word or as the size that the word means, lying or upright.</summary>
    internal static string Pixels(string resolution)
    {
        string[] sides = resolution.ToLowerInvariant().Split('x', '*');
        string size = sides.Length == 2 && int.TryParse(sides[0], out int first) && int.TryParse(sides[1], out int second)
            ? FormattableString.Invariant($"{Math.Max(first, second)}x{Math.Min(first, second)}")
            : resolution.ToLowerInvariant();
        return size switch
        {
            "1280x720" => "720p",
            "1920x1080" => "1080p",
            "2560x1440" => "1440p",
            "3840x2160" or "2160p" => "4k",
            _ => size,
        };
    }
}

/// <summary>What a price is of.</summary>
internal enum PhaseoMeter
{
    Second,
    Video,

    /// <summary>An image that goes in, on top of what comes out.</summary>
    Image,

    Tokens,
}
