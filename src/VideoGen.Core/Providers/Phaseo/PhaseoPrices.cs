using System.Collections.Concurrent;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// The expected price of a job, by <see cref="PhaseoPriceTable"/>: over all providers the gateway may choose, as Option's
/// <c>provider</c> allows, and over all that the request leaves to them.
/// </summary>
/// <remarks>[ASSUMED] that each output of a job is paid for: the documents price seconds and videos and do not mention <c>sample_count</c>.</remarks>
internal static class PhaseoPrices
{
    public const string Unit = "USD";

    private static readonly Dictionary<string, PhaseoPrice[]> ById = PhaseoPriceTable.Rows.SelectMany(row => row.Models, (row, id) => (Id: id, Row: row))
        .GroupBy(entry => entry.Id, entry => entry.Row, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a session has asked for without Option: the rows of a sheet differ in little of it. Each says what its price hangs on, and no words.</summary>
    private static readonly ConcurrentDictionary<PlainAsk, PriceQuote> Told = new();

    /// <summary>Nobody's sheet has as many lengths, resolutions and models; a session that lives for months is not to keep more.</summary>
    private const int MostTold = 1000;

    /// <summary>For <see cref="ProviderDescriptor.Quote"/>.</summary>
    public static PriceQuote Quote(VideoRequest request)
    {
        if (request is not { Option: null or { Count: 0 }, ReferenceImages.Count: 0 })
        {
            return Quote(new PhaseoAsk(request));
        }

        var plain = new PlainAsk(request.Model, request.Duration, request.Size ?? request.Resolution, request.Audio, request.Count, request.Image is not null, request.LastImage is not null);
        if (Told.TryGetValue(plain, out PriceQuote? told))
        {
            return told;
        }

        PriceQuote quote = Quote(new PhaseoAsk(request));
        if (Told.Count < MostTold)
        {
            Told[plain] = quote;
        }

        return quote;
    }

    private static PriceQuote Quote(PhaseoAsk ask)
    {
        PhaseoPrice[] rows = RowsOf(ask.Model);
        if (rows.Length == 0)
        {
            return PriceQuote.Unknown(Unit, $"The price table has no model '{DisplayText.OneLine(ask.Model, 60)}'.");
        }

        if (ask.HasClipOrSound)
        {
            return PriceQuote.Unknown(Unit, "What clips and sounds cost as input hangs on their length.");
        }

        IGrouping<string, PhaseoPrice>[] routes =
        [
            .. rows.GroupBy(row => row.Provider)
                .Where(route => (ask.Only.Count == 0 || ask.Only.Any(name => PhaseoAsk.Names(name, route.Key))) && !ask.Ignore.Any(name => PhaseoAsk.Names(name, route.Key))),
        ];
        if (ask.Only.FirstOrDefault(name => !rows.Any(row => PhaseoAsk.Names(name, row.Provider))) is { } stranger)
        {
            return PriceQuote.Unknown(Unit, $"The price table has no price of {DisplayText.OneLine(stranger, 40)} for {rows[0].Models[0]}.");
        }

        if (routes.Length == 0)
        {
            return PriceQuote.Unknown(Unit, $"Option leaves out every provider that the price table has for {rows[0].Models[0]}.");
        }

        PriceQuote[] quotes = [.. routes.Select(route => OfRoute(route.Key, [.. route], ask))];
        if (quotes.FirstOrDefault(quote => !quote.IsKnown) is { } unknown)
        {
            return unknown;
        }

        decimal least = quotes.Min(quote => quote.Least!.Value);
        decimal most = quotes.Max(quote => quote.Most!.Value);
        string[] notes =
        [
            .. routes.Length > 1 && least != most ? [$"Made by {Choices.Join(routes.Select(route => route.Key))}, as the gateway chooses."] : Array.Empty<string>(),
            .. quotes.Select(quote => quote.Note).OfType<string>().Distinct(),
        ];
        return new PriceQuote(least, most, Unit, PhaseoPriceTable.AsOf, notes.Length == 0 ? null : string.Join(' ', notes));
    }

    /// <summary>The rows of a model by one of its ids, or by its name alone, without whose it is.</summary>
    public static PhaseoPrice[] RowsOf(string? model) =>
        model is null ? []
            : ById.TryGetValue(model, out PhaseoPrice[]? rows) ? rows
            : model.Contains('/', StringComparison.Ordinal) ? []
            : [.. PhaseoPriceTable.Rows.Where(row => row.Models.Any(id => id.EndsWith($"/{model}", StringComparison.OrdinalIgnoreCase)))];

    private static PriceQuote OfRoute(string provider, PhaseoPrice[] rows, PhaseoAsk ask)
    {
        if (rows.Any(row => row.Meter == PhaseoMeter.Tokens))
        {
            return PriceQuote.Unknown(Unit, $"{provider} charges for tokens, which are counted when the clip is made; provider.ignore in Option leaves it out.");
        }

        PhaseoPrice[] fitting = [.. rows.Where(row => row.Meter != PhaseoMeter.Image && row.MayApply(ask))];
        PhaseoPrice[] current = [.. fitting.Where(row => row.Until is null)];
        PhaseoPrice[] used = current.Length > 0 ? current : fitting;
        if (used.Length == 0)
        {
            return PriceQuote.Unknown(Unit, $"The price table of {provider} has nothing for this length, resolution and sound.");
        }

        if (used.Any(row => row.Dollars == 0))
        {
            return PriceQuote.Unknown(Unit, $"{provider} has not published a price yet.");
        }

        if (ask.Seconds is null && used.Any(row => row.Meter == PhaseoMeter.Second))
        {
            return PriceQuote.Unknown(Unit, "It is paid by the second, and the length is left to the service: give Duration.");
        }

        decimal images = rows.Where(row => row.Meter == PhaseoMeter.Image).Sum(row => row.Dollars * Math.Max(ask.Images - row.Free, 0));
        decimal[] amounts = [.. used.Select(row => (row.Dollars * (row.Meter == PhaseoMeter.Second ? ask.Seconds!.Value : 1) * ask.Outputs) + images)];
        string? note = used[0].Until is { } end ? FormattableString.Invariant($"The price of {provider} ended on {end:yyyy-MM-dd}.")
            : amounts.Min() != amounts.Max() ? "Resolution, sound or length are left to the service." : null;
        return PriceQuote.Range(amounts.Min(), amounts.Max(), Unit, PhaseoPriceTable.AsOf, note);
    }

    /// <summary>All that <see cref="PhaseoAsk"/> reads of a request without Option and reference images.</summary>
    private sealed record PlainAsk(string? Model, int? Seconds, string? Resolution, AudioMode? Audio, int? Count, bool HasImage, bool HasLastImage);
}
