namespace VideoGen.Journal;

/// <summary>A number of a text that is the same in every process; that of <see cref="string.GetHashCode()"/> is not. FNV-1a over UTF-16.</summary>
internal static class StableHash
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261u;
        foreach (char character in text)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash;
    }
}
