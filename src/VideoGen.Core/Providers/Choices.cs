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

    /// <summary>Edits of one character, two neighbours swapped counting as one (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        int[,] edits = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(edits[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1), 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[left.Length, right.Length];
    }
}
