using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The expected price of a row.</summary>
internal static class PricePlan
{
    private static readonly PriceQuote NotTold = PriceQuote.Unknown(null, "The service has published no price table.");

    /// <summary>What one job of the request costs.</summary>
    /// <param name="request">Validated.</param>
    public static PriceQuote Quote(ProviderDescriptor provider, VideoRequest request) =>
        provider.Quote is { } quote ? quote(request) : provider.Endpoint is null ? PriceQuote.Free : NotTold;

    /// <summary>The row as priced: the sum over the jobs it becomes.</summary>
    /// <param name="request">Validated.</param>
    public static VideoPrice Price(ProviderDescriptor provider, VideoRequest request)
    {
        IReadOnlyList<VideoRequest> shares = JobShares.Of(provider, request);
        if (shares.Count == 1)
        {
            PriceQuote quote = Quote(provider, shares[0]);
            return Priced(provider, request, quote, quote.Least, quote.Most, quote.Note);
        }

        var quotes = new PriceQuote[shares.Count];
        for (int i = 0; i < quotes.Length; i++)
        {
            // All are alike but for the last.
            quotes[i] = i > 0 && i < quotes.Length - 1 ? quotes[0] : Quote(provider, shares[i]);
        }

        bool known = Array.TrueForAll(quotes, quote => quote.IsKnown);
        return Priced(
            provider,
            request,
            quotes[0],
            known ? quotes.Sum(quote => quote.Least) : null,
            known ? quotes.Sum(quote => quote.Most) : null,
            quotes.Select(quote => quote.Note).FirstOrDefault(note => note is not null));
    }

    private static VideoPrice Priced(ProviderDescriptor provider, VideoRequest request, PriceQuote first, decimal? least, decimal? most, string? note) => new()
    {
        Provider = provider.Name,
        Model = request.Model,
        Name = request.Name,
        Prompt = request.Prompt,
        Duration = request.Duration,
        Resolution = request.Size ?? request.Resolution,
        Count = request.Count ?? 1,
        Least = least,
        Most = most,
        Unit = first.Unit,
        AsOf = first.AsOf,
        Note = note,
    };
}
