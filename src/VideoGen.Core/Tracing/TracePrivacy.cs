using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoGen.Http;
using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>What is nobody's business although it is no secret: the words of the user, and the names of their machine, account and folders.</summary>
internal sealed partial class TracePrivacy
{
    /// <summary>As much of a prompt as identifies it: services quote its beginning or a part of it.</summary>
    private const int Quoted = 24;

    /// <summary>Names that many machines have.</summary>
    private static readonly string[] Common = ["root", "user", "admin", "administrator", "runner", "ubuntu", "debian", "localhost", "public", "default", "video", "home"];

    private readonly List<(Secret Text, string Mask)> _places = [];
    private readonly List<(Secret Text, string Mask)> _words = [];
    private readonly HashSet<string> _pieces = new(StringComparer.Ordinal);

    /// <param name="entry">Null where the journal has none.</param>
    /// <param name="home">Of the module.</param>
    public TracePrivacy(JournalEntry? entry, string home, bool includesPrompt)
    {
        string profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        foreach (SavedOutput saved in entry?.Saved ?? [])
        {
            Hide(_places, Path.GetDirectoryName(saved.Path), "‹folder›");
        }

        Hide(_places, home, "‹module home›");
        Hide(_places, profile, "‹home›");
        Hide(_places, Uncommon(Environment.MachineName), "‹machine›");
        Hide(_places, Uncommon(Environment.UserName), "‹user›");
        if (entry is not null && !includesPrompt)
        {
            HideWords(entry);
        }
    }

    /// <summary>Whether a member of this name has what the user wrote.</summary>
    public static bool IsPromptName(string name) => PromptNames().IsMatch(name);

    public string Clean(string text)
    {
        foreach ((Secret secret, string mask) in _words.Concat(_places))
        {
            text = secret.RemoveFrom(text, mask);
        }

        text = Mail().Replace(text, "‹mail address›");
        return _pieces.Count == 0 ? text : WithoutPieces(text);
    }

    private void HideWords(JournalEntry entry)
    {
        string?[] prompts = [entry.Job.Prompt, entry.Request.Prompt, entry.Request.NegativePrompt, .. TextsOf(entry.Request.Option)];
        foreach (string prompt in prompts.OfType<string>())
        {
            Hide(_words, prompt, "‹prompt›");
            for (int start = 0; start + Quoted <= prompt.Length && _pieces.Count < 20_000; start++)
            {
                _ = _pieces.Add(prompt.Substring(start, Quoted));
            }
        }

        Hide(_words, entry.Job.Name, "‹name›");
        Hide(_words, entry.Job.Batch, "‹batch›");
        _words.Sort((left, right) => right.Text.Reveal().Length.CompareTo(left.Text.Reveal().Length));
    }

    /// <summary>What of a prompt is quoted without the rest, a piece at least <see cref="Quoted"/> characters long.</summary>
    private string WithoutPieces(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        int position = 0;
        while (position < text.Length)
        {
            int end = position;
            while (end + Quoted <= text.Length && _pieces.Contains(text.Substring(end, Quoted)))
            {
                end++;
            }

            if (end == position)
            {
                _ = kept.Append(text[position++]);
            }
            else
            {
                _ = kept.Append("‹of the prompt›");
                position = end - 1 + Quoted;
            }
        }

        return kept.ToString();
    }

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => TextsOf(member.Value)),
        JsonArray items => items.SelectMany(TextsOf),
        JsonValue value when value.TryGetValue(out string? text) && text.Length > Quoted && text.Contains(' ', StringComparison.Ordinal) => [text],
        _ => [],
    };

    private static string? Uncommon(string name) => name.Length < 4 || Common.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : name;

    private static void Hide(List<(Secret Text, string Mask)> list, string? text, string mask)
    {
        if (text?.Trim() is { Length: > 3 } hidden)
        {
            list.Add((new Secret(hidden), mask));
        }
    }

    [GeneratedRegex("prompts?(?:[_-]?texts?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PromptNames();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}(?:@|%40|\\u0040)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
