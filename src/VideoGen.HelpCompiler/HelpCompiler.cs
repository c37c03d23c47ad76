using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace VideoGen.Help;

/// <summary>Compiles the pages of one language: those of commands into one MAML file, those of topics into a text file each.</summary>
public static class HelpCompiler
{
    // Get-Help reads MAML and topics as UTF-8; a mark at the beginning would be shown.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Compile(string pages, string output)
    {
        _ = Directory.CreateDirectory(output);
        foreach (string file in Files(pages, "about_*.md"))
        {
            string target = Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ".help.txt");
            File.WriteAllText(target, AboutText.Write(MarkdownPage.Read(file)), Utf8);
        }

        var commands = Files(pages, "*-*.md").Select(file => CommandPage.Read(MarkdownPage.Read(file))).ToArray();
        foreach (IGrouping<string, CommandPage> file in commands.GroupBy(command => command.HelpFile))
        {
            using var writer = XmlWriter.Create(Path.Combine(output, file.Key), new XmlWriterSettings { Encoding = Utf8, Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None });
            new XDocument(Maml.Of(file)).Save(writer);
        }
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal);
}
