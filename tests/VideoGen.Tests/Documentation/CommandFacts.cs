using System.Management.Automation;
using System.Reflection;
using VideoGen.Cmdlets;

namespace VideoGen.Tests.Documentation;

/// <summary>What the page of a command has to say of its syntax and its parameters, read from the compiled class.</summary>
internal sealed class CommandFacts
{
    private static readonly string[] Last = ["Credential", "Token", "WhatIf", "Confirm"];

    private readonly CustomAttributeData _cmdlet;

    private CommandFacts(Type type)
    {
        _cmdlet = Cmdlet(type)!;
        Name = $"{_cmdlet.ConstructorArguments[0].Value}-{_cmdlet.ConstructorArguments[1].Value}";
        bool asks = _cmdlet.NamedArguments.Any(argument => argument.MemberName == nameof(CmdletAttribute.SupportsShouldProcess) && argument.TypedValue.Value is true);
        IEnumerable<CommandParameter> own = type.GetProperties()
            .Where(property => property.GetCustomAttributesData().Any(attribute => attribute.AttributeType == typeof(ParameterAttribute)))
            .OrderBy(property => Depth(property.DeclaringType!)).Select(CommandParameter.Of);
        Parameters = [.. own.Concat(asks ? CommandParameter.OfAsking : []).OrderBy(parameter => Array.IndexOf(Last, parameter.Name))];
    }

    /// <summary>Every command of the module.</summary>
    public static IReadOnlyList<CommandFacts> All { get; } =
        [.. typeof(VideoCommand).Assembly.GetTypes().Where(type => Cmdlet(type) is not null).Select(type => new CommandFacts(type)).OrderBy(facts => facts.Name, StringComparer.Ordinal)];

    public string Name { get; }

    public string PagePath => Path.Combine(Repository.Root, "docs", "en-US", $"{Name}.md");

    /// <summary>What describes the clip first, then what is of the run, then the credential and the questions.</summary>
    public IReadOnlyList<CommandParameter> Parameters { get; }

    private string? DefaultSet => _cmdlet.NamedArguments.Where(argument => argument.MemberName == nameof(CmdletAttribute.DefaultParameterSetName)).Select(argument => (string?)argument.TypedValue.Value).FirstOrDefault();

    /// <summary>The section SYNTAX without its heading.</summary>
    public string Syntax()
    {
        string[] sets = [.. Parameters.SelectMany(parameter => parameter.Sets.Keys).Where(set => set != CommandParameter.AllSets).Distinct()];
        return sets.Length == 0
            ? Block("__AllParameterSets", CommandParameter.AllSets)
            : string.Join("\n\n", sets.OrderBy(set => set != DefaultSet).ThenBy(set => set, StringComparer.Ordinal).Select(set => Block(set == DefaultSet ? $"{set} (Default)" : set, set)));
    }

    /// <summary>The block of facts of a parameter, without its fence.</summary>
    /// <param name="defaultValue">As the page has it: a default is code, which attributes do not tell.</param>
    public static string Yaml(CommandParameter parameter, string defaultValue) => string.Join('\n',
    [
        $"Type: {parameter.Type}",
        $"DefaultValue: {(defaultValue.Length > 0 && defaultValue.All(char.IsLetterOrDigit) ? defaultValue : $"'{defaultValue}'")}",
        $"SupportsWildcards: {Word(parameter.TakesWildcards)}",
        .. List("Aliases", parameter.Aliases),
        "ParameterSets:",
        .. parameter.Sets.OrderBy(set => set.Key, StringComparer.Ordinal).SelectMany(set => (string[])
        [
            $"- Name: {set.Key}",
            $"  Position: {set.Value.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Named"}",
            $"  IsRequired: {Word(set.Value.IsRequired)}",
            $"  ValueFromPipeline: {Word(set.Value.FromPipeline)}",
            $"  ValueFromPipelineByPropertyName: {Word(set.Value.FromProperty)}",
            "  ValueFromRemainingArguments: false",
        ]),
        "DontShow: false",
        .. List("AcceptedValues", parameter.AcceptedValues),
        "HelpMessage: ''",
    ]);

    private string Block(string title, string set)
    {
        string line = Name;
        string text = "";
        foreach (string form in Parameters.Where(parameter => parameter.In(set) is not null).OrderBy(parameter => Order(parameter.In(set)!)).Select(parameter => Form(parameter, parameter.In(set)!)).Append("[<CommonParameters>]"))
        {
            if (line.Length + 1 + form.Length > 80)
            {
                text += line + "\n";
                line = "";
            }

            line += $" {form}";
        }

        return $"### {title}\n\n```\n{text}{line}\n```";
    }

    private static int Order(CommandParameter.Place place) => place.Position ?? (place.IsRequired ? 1000 : 1001);

    private static string Form(CommandParameter parameter, CommandParameter.Place place)
    {
        string name = place.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string form = parameter.IsSwitch ? name : $"{name} <{parameter.ShortType}>";
        return place.IsRequired ? form : $"[{form}]";
    }

    private static IEnumerable<string> List(string key, IReadOnlyList<string> words) => words.Count == 0 ? [$"{key}: []"] : [$"{key}:", .. words.Select(word => $"- {word}")];

    private static string Word(bool value) => value ? "true" : "false";

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    // Read as data: what PowerShellStandard.Library has in place of the engine's attributes forgets its arguments.
    private static CustomAttributeData? Cmdlet(Type type) => type.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType == typeof(CmdletAttribute));
}
