namespace VideoGen.Providers.Akool;

/// <summary>Credits a clip, from the tables at the top of the service's page of image to video. The charge in the answer counts.</summary>
internal static class AkoolPrices
{
    public const string Unit = "credits";

    /// <summary>When the tables were read; the page bears no date.</summary>
    private static readonly DateOnly AsOf = new(2026, 11, 21);

    private static readonly Dictionary<(string Resolution, int Seconds), decimal> Clips = new()
    {
        [("720p", 5)] = 20,
        [("1080p", 5)] = 25,
        [("4k", 5)] = 30,
        [("720p", 10)] = 40,
        [("1080p", 10)] = 50,
        [("4k", 10)] = 60,
    };

    private static readonly Dictionary<int, decimal> Sounds = new() { [5] = 5, [10] = 10 };

    /// <summary>The price of one clip of a checked request.</summary>
    public static PriceQuote Quote(VideoRequest request)
    {
        if (AkoolRules.UsesBatch(request))
        {
            return PriceQuote.Unknown(Unit, "Akool has no price table for the models of its batch call; its list of models names credits a second.");
        }

        string resolution = (request.Resolution ?? AkoolDescription.DefaultResolution).ToLowerInvariant();
        if (!Clips.TryGetValue((resolution, request.Duration ?? AkoolDescription.DefaultSeconds), out decimal credits))
        {
            return PriceQuote.Unknown(Unit, "Akool's price table does not have this length and resolution.");
        }

        // Public reports of 2026 have charges of 100 credits where the table has 20.
        string note = request.Premium is true ? "The table names no price of the premium model of its own."
            : request.Effect is not null ? "The table names no price of effects of its own."
            : "From Akool's page; accounts have been charged more.";
        return PriceQuote.Exact(credits, Unit, AsOf) with { Note = note };
    }

    /// <summary>The price of new sound for a clip of this length.</summary>
    public static PriceQuote QuoteAudio(int? seconds)
    {
        if (seconds is { } known && Sounds.TryGetValue(known, out decimal credits))
        {
            return PriceQuote.Exact(credits, Unit, AsOf);
        }

        return seconds > 10
            ? PriceQuote.Unknown(Unit, "Akool's table of sound ends at 10 s.")
            : PriceQuote.Range(Sounds[5], Sounds[10], Unit, AsOf, seconds is null ? "The clip's length is not known." : "Akool's table has only 5 s and 10 s.");
    }
}
