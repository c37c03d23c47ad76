using System.Globalization;
using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What the tooltip of a choice says: the request it makes, and its price.</summary>
internal static class ChoiceText
{
    /// <summary><c>Artnex veo3.1, 8 s, 720p: 20 credits (prices of 2026-03-01)</c>.</summary>
    public static string Of(RequestChoice choice)
    {
        if (choice.Price is not { } price)
        {
            return choice.Needs.Length > 0 ? $"{choice.Provider} with {choice.Needs}" : choice.Provider;
        }

        string?[] parts =
        [
            choice.Needs.Length == 0 ? $"{choice.Provider} {price.Model}".TrimEnd() : $"{choice.Provider} with {choice.Needs}",
            price.Duration is { } seconds ? $"{seconds} s" : null,
            price.Resolution,
            price.Count > 1 ? $"{price.Count} clips" : null,
        ];
        return $"{string.Join(", ", parts.Where(part => part is not null))}: {Price(price)}";
    }

    /// <summary>The same, and what the choice is.</summary>
    public static string Of(RequestChoice choice, string? description) =>
        string.IsNullOrWhiteSpace(description) ? Of(choice) : $"{Of(choice).TrimEnd('.')}. {description}";

    private static string Price(VideoPrice price)
    {
        string note = price.Note is { } words ? $": {words}" : "";
        return price switch
        {
            { IsKnown: false } => $"price unknown{note}",
            { AsOf: { } date } => $"{price.Price} (prices of {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}){note}",
            _ => price.Price + note,
        };
    }
}
