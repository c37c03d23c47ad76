using System.Globalization;
using System.Text.Json;

namespace VideoGen.Providers.Dafty;

/// <summary>GET /account shows the account of a key and its plan (docs: authentication). Its members are not documented.</summary>
internal static class DaftyAccount
{
    /// <summary>Where the amount may stand, the likeliest first; none of it is documented.</summary>
    private static readonly string[][] Amounts =
    [
        ["credits"], ["balance"], ["creditBalance"], ["creditsRemaining"], ["remainingCredits"],
        ["credits", "balance"], ["credits", "available"], ["credits", "remaining"], ["balance", "available"], ["balance", "credits"],
    ];

    public static VideoBalance ToBalance(string provider, JsonElement data, string raw) => new()
    {
        Provider = provider,
        Amount = Amounts.Select(place => Number(data, place)).FirstOrDefault(amount => amount is not null),
        Unit = "CU",
        Account = Text(data, "email") ?? Text(data, "name") ?? Text(data, "id"),
        Plan = Text(data, "plan") ?? Text(data, "plan", "name"),
        Raw = raw,
    };

    private static decimal? Number(JsonElement data, params string[] place) => Find(data, place) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out decimal amount) => amount,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount) => amount,
        _ => null,
    };

    private static string? Text(JsonElement data, params string[] place) =>
        Find(data, place) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } words ? words : null;

    private static JsonElement? Find(JsonElement data, string[] place)
    {
        foreach (string member in place)
        {
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(member, out data))
            {
                return null;
            }
        }

        return data;
    }
}
