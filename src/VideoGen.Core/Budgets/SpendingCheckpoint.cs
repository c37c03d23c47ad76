using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Budgets;

/// <summary>The totals of a ledger up to a place in it, so that a new process does not read all of a busy month.</summary>
/// <param name="Length">The bytes of the ledger that are counted; a line ends there.</param>
/// <param name="Mark">The check sum of that line, which tells whether it is the same ledger.</param>
internal sealed record SpendingCheckpoint(int Format, long Length, string Mark, Dictionary<DateOnly, Dictionary<string, UnitTotal>> Days, HashSet<string> Unsent)
{
    public const int CurrentFormat = 1;

    /// <summary>The check sum and a line feed, before the JSON.</summary>
    private const int SumLength = 9;

    public byte[] Serialize()
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(this, SpendingJson.Default.SpendingCheckpoint);
        return [.. Encoding.ASCII.GetBytes($"{CheckSum.Of(content)}\n"), .. content];
    }

    /// <summary>Null for what is none: the ledger itself says the same, only not as quickly.</summary>
    public static SpendingCheckpoint? Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < SumLength || Encoding.ASCII.GetString(file[..(SumLength - 1)]) != CheckSum.Of(file[SumLength..]))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(file[SumLength..], SpendingJson.Default.SpendingCheckpoint) is { Format: CurrentFormat, Mark: not null, Days: not null, Unsent: not null } checkpoint
                && checkpoint.Days.Values.All(units => units is not null && units.Values.All(total => total is not null)) ? checkpoint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpendingCheckpoint))]
internal sealed partial class SpendingJson : JsonSerializerContext;
