using System.Text;
using VideoGen.Journal;

namespace VideoGen.Budgets;

/// <summary>
/// A line of the ledger: what a job counted for before, and what it counts for now. Since both are there, the sum of a month is
/// the sum of its lines, in one pass, and a reader goes on where it stopped.
/// </summary>
/// <param name="Key">The job's.</param>
/// <param name="Was">Null where it did not count.</param>
/// <param name="Now">Null where it does not count any more.</param>
internal sealed record SpendingChange(string Key, SpendingRecord? Was, SpendingRecord? Now)
{
    /// <summary>Where the key begins in a line, after the check sum.</summary>
    public const int KeyOffset = 9;

    /// <summary>More than any line has.</summary>
    public const int LongestLine = 1024;

    /// <summary><c>1f0c9a77 7k2m9q4xw1c5n8td - 2026-11-21,r,20,credits,1</c> and a line feed, in ASCII; first a check sum of the rest.</summary>
    public string ToLine()
    {
        string text = $"{Key} {Text(Was)} {Text(Now)}";
        return $"{CheckSum.Of(Encoding.ASCII.GetBytes(text))} {text}\n";
    }

    /// <param name="line">Without its line feed.</param>
    /// <returns>Null for what is no line: torn, or changed by somebody else.</returns>
    public static SpendingChange? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length is <= KeyOffset or > LongestLine || line[KeyOffset - 1] != ' '
            || Encoding.ASCII.GetString(line[..(KeyOffset - 1)]) != CheckSum.Of(line[KeyOffset..]))
        {
            return null;
        }

        string[] words = Encoding.ASCII.GetString(line[KeyOffset..]).Split(' ');
        return words.Length == 3 && JobKey.IsKey(words[0]) && TryRead(words[1], out SpendingRecord? was) && TryRead(words[2], out SpendingRecord? now)
            ? new SpendingChange(words[0], was, now)
            : null;
    }

    private static string Text(SpendingRecord? record) => record?.ToString() ?? "-";

    private static bool TryRead(string word, out SpendingRecord? record)
    {
        record = word == "-" ? null : SpendingRecord.Parse(word);
        return word == "-" || record is not null;
    }
}
