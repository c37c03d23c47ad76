using System.Text;

namespace VideoGen.Providers.Local;

/// <summary>Finds a font of the system that has the letters of a text.</summary>
internal static class TitleFont
{
    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "/System/Library/Fonts/Supplemental",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Fonts, Environment.SpecialFolderOption.DoNotVerify)),
    ];

    // Widest repertoire first; names as the distributions, macOS and Windows have them.
    private static readonly string[] Western = ["DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "FreeSans.ttf", "segoeui.ttf", "Arial Unicode.ttf", "arial.ttf", "Arial.ttf", "Helvetica.ttc"];

    private static readonly string[] EastAsian = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-VF.otf.ttc", "NotoSansCJKsc-Regular.otf", "wqy-zenhei.ttc", "msyh.ttc", "YuGothM.ttc", "malgun.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc", "Arial Unicode.ttf", "DroidSansFallbackFull.ttf"];

    private static readonly Lazy<ILookup<string, string>> Installed = new(() => Scan().ToLookup(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>Full path of a font file, or null where none of the known ones is installed.</summary>
    public static string? For(string text)
    {
        IEnumerable<string> names = text.EnumerateRunes().Any(IsEastAsian) ? EastAsian.Concat(Western) : Western.Concat(EastAsian);
        return names.SelectMany(name => Installed.Value[name].Order(StringComparer.Ordinal)).FirstOrDefault()
            ?? Installed.Value.SelectMany(group => group).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static IEnumerable<string> Scan()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        return Folders.Where(Path.Exists).Distinct().SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", options))
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC");
    }

    private static bool IsEastAsian(Rune rune) => rune.Value is >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF;
}
