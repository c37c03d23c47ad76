using System.Globalization;

namespace VideoGen.Client;

/// <summary>The tokens of a file name template and what each stands for.</summary>
internal static class TemplateToken
{
    public const string Extension = "Extension";

    private const int PromptWords = 6;
    private const int PromptCharacters = 48;

    /// <summary>In the order in which messages list them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["Name", "ShortId", "Index", "-Index", Extension, "Key", "Id", "Provider", "Batch", "Model", "Date"];

    /// <summary>Values that may be shortened to fit; the others tell files apart.</summary>
    public static bool IsFreeText(string token) => token is "Name" or "Batch" or "Model" or "Provider" or "Id";

    public static bool IsIndex(string token) => token is "Index" or "-Index";

    /// <summary>The token in the spelling of <see cref="All"/>, or null when there is none of that name.</summary>
    public static string? Find(string name) => All.FirstOrDefault(token => token.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The value as a safe piece of one path segment; empty where the job has none.</summary>
    public static string Value(string token, VideoJob job, int outputIndex, int outputCount, string extension) => token switch
    {
        "Name" => NameOf(job),
        "ShortId" => SafeSegment.FromValue(job.ShortId),
        "Index" => outputCount > 1 ? Number(outputIndex) : "",
        "-Index" => outputCount > 1 ? $"-{Number(outputIndex)}" : "",
        Extension => SafeSegment.FromValue(extension),
        "Key" => SafeSegment.FromValue(job.Key),
        "Id" => SafeSegment.FromValue(job.Id ?? job.Key),
        "Provider" => SafeSegment.FromValue(job.Provider),
        "Batch" => SafeSegment.FromValue(job.Batch),
        "Model" => SafeSegment.FromValue(job.Model),
        "Date" => job.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(token), token, null),
    };

    private static string Number(int outputIndex) => (outputIndex + 1).ToString(CultureInfo.InvariantCulture);

    private static string NameOf(VideoJob job)
    {
        foreach (string? candidate in (string?[])[job.Name, FirstWords(job.Prompt), job.Provider])
        {
            if (SafeSegment.FromValue(candidate) is { Length: > 0 } name)
            {
                return name;
            }
        }

        return "video";
    }

    private static string FirstWords(string? prompt)
    {
        string[] words = (prompt ?? "").Split((char[]?)null, PromptWords + 1, StringSplitOptions.RemoveEmptyEntries);
        string text = string.Join('-', words.Take(PromptWords).Select(word => word.Trim(',', '.', ';', ':', '!', '?', '"', '\'')).Where(word => word.Length > 0));
        return SafeSegment.Cut(text, PromptCharacters).TrimEnd('-');
    }
}
