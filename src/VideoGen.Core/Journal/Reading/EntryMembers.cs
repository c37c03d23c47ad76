using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>Members of JSON that may be left out or <c>null</c>. What is there and of another kind is an exception.</summary>
internal static class EntryMembers
{
    public static JsonElement? Member(this JsonElement holder, ReadOnlySpan<byte> name) =>
        holder.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name)?.GetString();

    /// <summary>A text that most entries have in common: one object for all that follow one another.</summary>
    /// <param name="last">What was read of the entry before.</param>
    public static string? Text(this JsonElement holder, ReadOnlySpan<byte> name, ref string? last) =>
        holder.Member(name) is not { } member ? null : last is { } known && member.ValueEquals(known) ? known : last = member.GetString();

    /// <exception cref="FormatException">It is <c>null</c>.</exception>
    public static string RequiredText(this JsonElement holder, ReadOnlySpan<byte> name) => holder.GetProperty(name).GetString() ?? throw new FormatException();

    public static int? Number(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name)?.GetInt32();

    public static long? LongNumber(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name)?.GetInt64();

    public static bool? Truth(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name)?.GetBoolean();

    public static DateTimeOffset? Time(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name)?.GetDateTimeOffset();

    /// <exception cref="FormatException">It is no absolute address.</exception>
    public static Uri? Address(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Text(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : throw new FormatException();

    /// <summary>Of a list that is left out there is nothing.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement holder, ReadOnlySpan<byte> name) => holder.Member(name) is { } list ? list.EnumerateArray() : [];

    /// <summary>The value of an enumeration, as we write it: its name.</summary>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public static object Name(this JsonElement member, Type type) => member.GetString() is { } name && char.IsAsciiLetter(name.FirstOrDefault()) && !name.Contains(',', StringComparison.Ordinal)
        ? Enum.Parse(type, name)
        : throw new FormatException();
}
