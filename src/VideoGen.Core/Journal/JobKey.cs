using System.Security.Cryptography;

namespace VideoGen.Journal;

/// <summary>Keys of jobs: 16 characters of the alphabet below, 80 random bits, so that a short beginning tells jobs apart.</summary>
internal static class JobKey
{
    /// <summary>Crockford's base 32 in lower case: no i, l, o or u to misread.</summary>
    public const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int Length = 16;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>True for a text that can be a key or the beginning of one: safe as a file name and as a search pattern.</summary>
    public static bool IsPrefix(string text) => text.Length is > 0 and <= Length && text.All(character => Alphabet.Contains(character, StringComparison.Ordinal));

    public static bool IsKey(string text) => text.Length == Length && IsPrefix(text);
}
