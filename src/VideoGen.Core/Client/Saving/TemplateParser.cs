using System.Text;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Reads <c>{Token}</c>, <c>{{</c> and <c>}}</c>, and splits the pieces at path separators.</summary>
internal static class TemplateParser
{
    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];

    public static List<TemplatePart> Read(string template)
    {
        if (template.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid("has a NUL character, which no path may have.");
        }

        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            if (c is not ('{' or '}'))
            {
                _ = literal.Append(c);
            }
            else if (i + 1 < template.Length && template[i + 1] == c)
            {
                _ = literal.Append(c);
                i++;
            }
            else if (c == '}')
            {
                throw Invalid($"'{template}' has a }} that closes nothing; write }}}} for the character itself.");
            }
            else
            {
                int end = template.IndexOf('}', i);
                if (end < 0)
                {
                    throw Invalid($"'{template}' has a {{ that is never closed; write {{{{ for the character itself.");
                }

                Flush(literal, parts);
                parts.Add(TemplatePart.Token(Known(template[(i + 1)..end])));
                i = end;
            }
        }

        Flush(literal, parts);
        return parts;
    }

    /// <summary>
    /// The folder in front of the first segment that has a token, as written, and the segments from there on. Without a
    /// token all of it is folder.
    /// </summary>
    public static (string Folder, List<List<TemplatePart>> Segments) Split(List<TemplatePart> parts)
    {
        if (!parts.Exists(part => part.IsToken))
        {
            return (string.Concat(parts.Select(part => part.Text)), []);
        }

        string head = parts[0].IsToken ? "" : parts[0].Text;
        int cut = head.LastIndexOfAny(Separators) + 1;
        var rest = new List<TemplatePart>(parts);
        if (cut > 0)
        {
            rest[0] = TemplatePart.Literal(head[cut..]);
        }

        List<List<TemplatePart>> segments = [[]];
        foreach (TemplatePart part in rest)
        {
            string[] pieces = part.IsToken ? [part.Text] : part.Text.Split(Separators);
            for (int i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    segments.Add([]);
                }

                if (pieces[i].Length > 0)
                {
                    segments[^1].Add(part with { Text = pieces[i] });
                }
            }
        }

        foreach (List<TemplatePart> segment in segments)
        {
            if (segment is [{ IsToken: false, Text: "." or ".." }])
            {
                throw Invalid($"'{segment[0].Text}' cannot stand behind a token: files would leave the destination.");
            }
        }

        return (head[..cut], segments);
    }

    public static VideoGenException Invalid(string message) => new(VideoErrors.InvalidTemplate, $"The destination {DisplayText.OneLine(message, 300)}");

    private static string Known(string name)
    {
        if (TemplateToken.Find(name) is { } token)
        {
            return token;
        }

        string hint = Choices.Nearest(name, TemplateToken.All) is { } nearest ? $" Did you mean {{{nearest}}}?" : "";
        throw Invalid($"has no token {{{DisplayText.OneLine(name, 40)}}}.{hint} Tokens: {string.Join(' ', TemplateToken.All.Select(known => $"{{{known}}}"))}; {{{{ and }}}} stand for the characters.");
    }

    private static void Flush(StringBuilder literal, List<TemplatePart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(TemplatePart.Literal(literal.ToString()));
            _ = literal.Clear();
        }
    }
}
