using System.Text;

namespace VideoGen.Client;

/// <summary>
/// Where the files of jobs go: a folder, or a template of tokens such as <c>./clips/{Batch}/{Name}-{ShortId}.{Extension}</c>.
/// What a token stands for comes out of a CSV or a service, so it is made one safe piece of a segment: it can neither add a
/// folder nor leave one. What stands in front of the first token is the user's own and is taken as written.
/// </summary>
/// <remarks>
/// A text without tokens is a folder, whose files are named by <see cref="Default"/>; so is one that ends in a separator.
/// A text without tokens that ends like a clip (<c>./final.mp4</c>) is that file.
/// A file name without an extension gets <c>.{Extension}</c>; one without an index gets <c>-{Index}</c> for a job with
/// several outputs. A folder segment whose tokens are all empty is left out.
/// </remarks>
public sealed class FileNameTemplate
{
    public const string Default = "{Name}-{ShortId}{-Index}.{Extension}";

    private static readonly string[] VideoExtensions = [".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".gif"];

    private readonly List<List<TemplatePart>> _folders;
    private readonly List<TemplatePart> _stem;
    private readonly List<TemplatePart> _tail;

    private FileNameTemplate(string folder, bool isTemplate, List<List<TemplatePart>> segments)
    {
        Folder = folder;
        IsTemplate = isTemplate;
        _folders = segments[..^1];
        (_stem, _tail) = SplitExtension(segments[^1]);
    }

    /// <summary>The part that is the same for every file, as written; empty for the current location. No file is put outside it.</summary>
    public string Folder { get; }

    /// <summary>True when tokens were given; false for a plain folder.</summary>
    public bool IsTemplate { get; }

    /// <exception cref="VideoGenException"><c>InvalidTemplate</c>: an unknown token with the nearest one, a lone brace, <c>..</c> behind a token.</exception>
    public static FileNameTemplate Parse(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        (string folder, List<List<TemplatePart>> segments) = TemplateParser.Split(TemplateParser.Read(destination));
        if (segments.Count == 0 && VideoExtensions.Contains(Path.GetExtension(folder), StringComparer.OrdinalIgnoreCase) && Path.GetFileName(folder) is { Length: > 4 } name)
        {
            // A path that ends like a clip is meant as one. Where more than one file is to go there, the others get a suffix.
            (folder, segments) = (folder[..^name.Length], [[TemplatePart.Literal(name)]]);
        }

        bool isTemplate = segments.Count > 0;
        if (!isTemplate || segments[^1].Count == 0)
        {
            segments = [.. segments.SkipLast(1), TemplateParser.Read(Default)];
        }

        return new FileNameTemplate(folder, isTemplate, segments);
    }

    /// <summary>The path of one output; relative when the destination was.</summary>
    /// <param name="job">Names the file.</param>
    /// <param name="outputIndex">Counted from 0; the file name counts from 1.</param>
    /// <param name="outputCount">How many outputs the job has.</param>
    /// <param name="extension">Without the dot.</param>
    /// <exception cref="VideoGenException"><c>InvalidTemplate</c>: the text around the tokens alone is longer than a file name may be.</exception>
    public string Expand(VideoJob job, int outputIndex, int outputCount, string extension) => Expand(job, outputIndex, outputCount, extension, "");

    /// <summary>As the public one, with <paramref name="suffix"/> in front of the extension.</summary>
    internal string Expand(VideoJob job, int outputIndex, int outputCount, string extension, string suffix)
    {
        ArgumentNullException.ThrowIfNull(job);
        string ValueOf(string token) => TemplateToken.Value(token, job, outputIndex, outputCount, extension);

        string path = Folder;
        foreach (List<TemplatePart> folder in _folders)
        {
            if (Fill(folder, ValueOf) is { Length: > 0 } name)
            {
                path = Path.Join(path, name);
            }
        }

        bool needsIndex = outputCount > 1 && !_stem.Concat(_tail).Concat(_folders.SelectMany(parts => parts)).Any(part => part.IsToken && TemplateToken.IsIndex(part.Text));
        List<TemplatePart> file = [.. _stem, .. needsIndex ? [TemplatePart.Token("-Index")] : Array.Empty<TemplatePart>(), TemplatePart.Literal(suffix), .. _tail];
        string fileName = Fill(file, ValueOf);
        return Path.Join(path, fileName.Length > 0 ? fileName : "video");
    }

    private static string Fill(List<TemplatePart> parts, Func<string, string> valueOf)
    {
        string[] texts = [.. parts.Select(part => part.IsToken ? valueOf(part.Text) : part.Text)];
        int over;
        while ((over = texts.Sum(Encoding.UTF8.GetByteCount) - SafeSegment.NameLimit) > 0)
        {
            int longest = Enumerable.Range(0, texts.Length).Where(i => parts[i].IsToken && TemplateToken.IsFreeText(parts[i].Text))
                .OrderByDescending(i => Encoding.UTF8.GetByteCount(texts[i])).FirstOrDefault(-1);
            if (longest < 0 || texts[longest].Length == 0)
            {
                throw TemplateParser.Invalid($"gives a name of {over + SafeSegment.NameLimit} bytes; {SafeSegment.NameLimit} is the longest.");
            }

            texts[longest] = SafeSegment.Cut(texts[longest], Math.Max(Encoding.UTF8.GetByteCount(texts[longest]) - over, 0)).TrimEnd(' ', '.');
        }

        return SafeSegment.FromSegment(string.Concat(texts));
    }

    /// <summary>The tail begins at the dot of <c>.{Extension}</c> or of a literal video extension.</summary>
    private static (List<TemplatePart> Stem, List<TemplatePart> Tail) SplitExtension(List<TemplatePart> file)
    {
        if (file is [.., { IsToken: false } dotted, { IsToken: true, Text: TemplateToken.Extension } extension] && dotted.Text.EndsWith('.'))
        {
            return ([.. file[..^2], TemplatePart.Literal(dotted.Text[..^1])], [TemplatePart.Literal("."), extension]);
        }

        if (!file[^1].IsToken && VideoExtensions.Contains(Path.GetExtension(file[^1].Text), StringComparer.OrdinalIgnoreCase))
        {
            string text = file[^1].Text;
            string literal = Path.GetExtension(text);
            return ([.. file[..^1], TemplatePart.Literal(text[..^literal.Length])], [TemplatePart.Literal(literal)]);
        }

        return (file, [TemplatePart.Literal("."), TemplatePart.Token(TemplateToken.Extension)]);
    }
}
