using System.Text.RegularExpressions;
using VideoGen.Help;

namespace VideoGen.Tests.Documentation;

/// <summary>A command's page as it should be: what people wrote, with the syntax and the facts of the compiled command.</summary>
internal static partial class CommandPageFacts
{
    private const string CommonParameters = """
        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    /// <summary>A page that lacks nothing but what people write.</summary>
    public static string Empty(CommandFacts command) => Corrected(command, $"""
        ---
        document type: cmdlet
        external help file: VideoGen.dll-Help.xml
        HelpUri: https://github.com/videogen-ps/VideoGen/blob/main/docs/en-US/{command.Name}.md
        Locale: en-US
        Module Name: VideoGen
        ms.date: 11/21/2026
        PlatyPS schema version: 2024-05-01
        title: {command.Name}
        ---

        # {command.Name}

        ## SYNOPSIS

        ## SYNTAX

        ## ALIASES

        ## DESCRIPTION

        ## EXAMPLES

        ## PARAMETERS

        ## INPUTS

        ## OUTPUTS

        ## NOTES

        ## RELATED LINKS

        """);

    public static string Corrected(CommandFacts command, string page)
    {
        page = Section(page, "SYNTAX", _ => command.Syntax());
        return Section(page, "PARAMETERS", old => Parameters(command, old));
    }

    private static string Section(string page, string name, Func<string, string> write) =>
        new Regex($@"(?<=^## {name}\n).*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline).Replace(page, match => $"\n{write(match.Value).Trim()}\n\n", 1);

    private static string Parameters(CommandFacts command, string old)
    {
        var written = ParameterSection().Matches(old).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Split("```yaml\n"));
        var sections = new List<string>();
        foreach (CommandParameter parameter in command.Parameters.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase))
        {
            string[] parts = written.GetValueOrDefault(parameter.Name) ?? [""];
            string defaultValue = parts.Length > 1 ? PageYaml.Pairs(parts[1]).GetValueOrDefault("DefaultValue", "") : "";
            string description = parts[0].Trim();
            sections.Add(string.Join("\n\n", new[] { $"### -{parameter.Name}", description, $"```yaml\n{CommandFacts.Yaml(parameter, defaultValue)}\n```" }.Where(part => part.Length > 0)));
        }

        return string.Join("\n\n", [.. sections, "### CommonParameters", CommonParameters]);
    }

    [GeneratedRegex(@"^### -(\w+)\n(.*?)(?=^### |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ParameterSection();
}
