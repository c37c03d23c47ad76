using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace VideoGen.Gallery;

/// <summary>The page: one file whose style and script are its own, and which may load nothing but clips.</summary>
internal static partial class GalleryTemplate
{
    /// <summary>Near the top of every page, and how a page of ours is known.</summary>
    public const string Marker = "<meta name=\"generator\" content=\"VideoGen Export-VideoGallery\">";

    private static readonly string[] Styles = ["base.css", "cards.css", "compare.css", "print.css"];

    private static readonly string[] Scripts = ["page.js", "media.js", "cards.js", "filters.js", "compare.js", "keyboard.js"];

    public static string Render(GalleryData data)
    {
        string style = Read(Styles);
        string script = Read(Scripts);

        // In one pass: what has been filled in is not looked at again.
        return Slot().Replace(Read("page.html"), slot => slot.Groups[1].Value switch
        {
            "policy" => Policy(style, script),
            "generator" => Marker,
            "title" => HtmlEncoder.Default.Encode(data.Title),
            "style" => style,
            "script" => script,
            "data" => data.ToJson(),
            { } name => throw new InvalidOperationException($"page.html has a slot '{name}' that nothing fills."),
        });
    }

    /// <summary>Clips beside the page, whether it is opened as a file or served; the script and the style of this page and no others.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; media-src 'self' file:; img-src data:; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // A browser reads every line end as LF before it hashes.
    private static string Read(params string[] names) => string.Concat(names.Select(ReadOne)).ReplaceLineEndings("\n");

    private static string ReadOne(string name)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Gallery/{name}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Slot();
}
