namespace VideoGen.Journal;

/// <summary>
/// Spreads settled entries, and the ways to them from their services' ids, over 1,024 folders, so that each stays small. A key
/// is in the folder of its first two characters. An id is in that of the hash of four characters: its first, or those after a
/// word that all ids of a service begin with (<c>video_68d7…</c>). So the beginning of an id that a user types leads to one
/// folder too, once it is long enough.
/// </summary>
internal static class IdShard
{
    private const int LongestWord = 16;

    private const int Length = 4;

    public static string OfKey(string key) => key[..2];

    public static string OfId(string id)
    {
        ReadOnlySpan<char> tail = id.AsSpan(WordLength(id) ?? 0);
        return Name(tail[..Math.Min(tail.Length, Length)]);
    }

    /// <summary>The folder of all ids that begin with a text; null where they may be in any.</summary>
    public static string? OfBeginning(string text) =>
        WordLength(text) is { } word && text.Length >= word + Length ? Name(text.AsSpan(word, Length)) : null;

    /// <summary>The folders of all keys that begin with a text.</summary>
    public static IEnumerable<string> OfKeyBeginning(string text) =>
        text.Length > 1 ? [text[..2]] : JobKey.Alphabet.Select(second => $"{text}{second}");

    public static IEnumerable<string> All => JobKey.Alphabet.SelectMany(first => JobKey.Alphabet, (first, second) => $"{first}{second}");

    /// <summary>How long the word with its separator is, 0 for none; null where the text ends before that shows.</summary>
    private static int? WordLength(string text)
    {
        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters is 0 or > LongestWord ? 0
            : letters == text.Length ? null
            : text[letters] is '_' or '-' or '/' or ':' or '.' ? letters + 1
            : 0;
    }

    private static string Name(ReadOnlySpan<char> characters)
    {
        uint hash = StableHash.Of(characters);
        return $"{JobKey.Alphabet[(int)(hash >> 16 & 31)]}{JobKey.Alphabet[(int)(hash >> 5 & 31)]}";
    }
}
