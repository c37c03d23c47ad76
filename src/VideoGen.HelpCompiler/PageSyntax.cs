using System.Text.RegularExpressions;

namespace VideoGen.Help;

/// <summary>One way to call a command.</summary>
/// <param name="Set">The name of the parameter set, and whether it is the default one, as the heading has it.</param>
/// <param name="Text">The call as it is written, line ends included.</param>
public sealed partial record PageSyntax(string Set, string Text)
{
    /// <summary>The parameters in the order of the text.</summary>
    public IEnumerable<SyntaxParameter> Parameters => ParameterForm().Matches(Text).Select(match => new SyntaxParameter(
        match.Groups["name"].Value,
        match.Groups["type"].Value,
        IsRequired: !match.Value.StartsWith("[[", StringComparison.Ordinal) && !(match.Value.StartsWith('[') && match.Value.EndsWith(']')),
        IsPositional: match.Value.Contains($"[-{match.Groups["name"].Value}] <", StringComparison.Ordinal)));

    // [[-Name] <type>]  [-Name] <type>  [-Name <type>]  -Name <type>  [-Name]  -Name
    [GeneratedRegex(@"(?<=\s)(?:\[\[-(?<name>\w+)\] <(?<type>[^>]+)>\]|\[-(?<name>\w+)\] <(?<type>[^>]+)>|\[-(?<name>\w+)( <(?<type>[^>]+)>)?\]|-(?<name>\w+)( <(?<type>[^>]+)>)?)")]
    private static partial Regex ParameterForm();
}

/// <summary>A parameter in a call.</summary>
/// <param name="Type">Empty for a switch.</param>
public sealed record SyntaxParameter(string Name, string Type, bool IsRequired, bool IsPositional);
