using System.Globalization;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>What a run may cost: one amount for all of it, or one a provider.</summary>
public sealed record CostLimit
{
    private readonly CostAmount? _total;
    private readonly Dictionary<string, CostAmount> _byProvider = new(StringComparer.OrdinalIgnoreCase);

    private CostLimit(CostAmount? total) => _total = total;

    /// <param name="text"><c>2.50 USD</c>, <c>500 credits</c>, or a bare number where all rows have one unit.</param>
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static CostLimit Of(string text) => new(Parse(text));

    /// <param name="byProvider">The same texts by provider.</param>
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static CostLimit Of(IEnumerable<KeyValuePair<string, string>> byProvider)
    {
        var limit = new CostLimit((CostAmount?)null);
        foreach ((string provider, string text) in byProvider)
        {
            limit._byProvider[provider] = Parse(text);
        }

        return limit;
    }

    /// <summary>What the rows of a provider may cost, and the account they are counted in; null where the table does not name the provider.</summary>
    internal (CostAmount Amount, string Account)? For(string provider) =>
        _total is { } total ? (total, "") : _byProvider.TryGetValue(provider, out CostAmount? amount) ? (amount, provider.ToUpperInvariant()) : null;

    /// <summary>The providers that the table does name, for the error about one that it does not: it may be misspelt.</summary>
    internal string Others => _byProvider.Count == 0 ? "" : $"; it names {Choices.Join(_byProvider.Keys)}";

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    internal static CostAmount Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 1 or 2
            && decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            && (words.Length == 1 || words[1].All(char.IsLetter))
            ? new CostAmount(amount, words.Length == 2 ? words[1] : null)
            : throw new VideoGenException(VideoErrors.InvalidParameterValue, $"'{DisplayText.OneLine(text, 40)}' is no cost: write an amount and its unit, such as '2.50 USD' or '500 credits'.");
    }
}

/// <summary>An amount of a unit; without one, of whatever unit the rows have.</summary>
internal sealed record CostAmount(decimal Value, string? Unit)
{
    private const int LongestUnit = 20;

    /// <summary>Whether a text can be the name of a unit.</summary>
    public static bool IsUnit(string? text) => text is { Length: > 0 and <= LongestUnit } && text.All(char.IsLetter);
}
