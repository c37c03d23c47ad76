namespace VideoGen.Providers;

/// <summary>Lists of valid values in messages, and which of them a wrong value was probably meant to be.</summary>
public static class Choices
{
    /// <summary><c>a</c>, <c>a or b</c>, <c>a, b or c</c>.</summary>
    public static string Join(IEnumerable<string> values)
    {
        string[] all = [.. values];
        return all.Length switch
        {
            0 => "",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} or {all[^1]}",
        };
    }

    /// <summary>The value with the least edits from <paramref name="given"/>, or null when none is near enough to be meant.</summary>
    public static string? Nearest(string given, IEnumerable<string> values)
    {
        string? best = null;
        int bestDistance = Math.Max(2, given.Length / 2);
        foreach (string value in values)
        {
            int distance = Distance(given.ToUpperInvariant(), value.ToUpperInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (value, distance);
            }
        }

        return best;
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = left[i - 1] == right[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(row[j], row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
