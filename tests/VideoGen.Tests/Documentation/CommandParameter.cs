using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;

namespace VideoGen.Tests.Documentation;

/// <summary>A parameter of a compiled command, as its attributes have it.</summary>
/// <param name="Type">Free of Nullable.</param>
/// <param name="Sets">What it is in each parameter set; under the name <c>(All)</c> where it is the same in all.</param>
internal sealed record CommandParameter(string Name, Type Type, bool TakesWildcards, IReadOnlyList<string> Aliases, IReadOnlyList<string> AcceptedValues, IReadOnlyDictionary<string, CommandParameter.Place> Sets)
{
    public const string AllSets = "(All)";

    /// <summary>What a parameter is in one set.</summary>
    internal sealed record Place(int? Position, bool IsRequired, bool FromPipeline, bool FromProperty);

    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>The type as PowerShell writes it.</summary>
    public string ShortType => Short(Type);

    /// <summary>Those that every command has that asks before it acts.</summary>
    public static IReadOnlyList<CommandParameter> OfAsking { get; } =
        [.. new[] { ("Confirm", "cf"), ("WhatIf", "wi") }.Select(name => new CommandParameter(name.Item1, typeof(SwitchParameter), false, [name.Item2], [], new Dictionary<string, Place> { [AllSets] = new(null, false, false, false) }))];

    public static CommandParameter Of(PropertyInfo property)
    {
        CustomAttributeData[] data = [.. property.GetCustomAttributesData()];
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type element = type.IsArray ? type.GetElementType()! : type;
        return new CommandParameter(
            property.Name,
            type,
            data.Any(attribute => attribute.AttributeType == typeof(SupportsWildcardsAttribute)),
            Words(data, typeof(AliasAttribute)),
            Words(data, typeof(ValidateSetAttribute)) is { Length: > 0 } set ? set : element.IsEnum ? Enum.GetNames(element) : [],
            data.Where(attribute => attribute.AttributeType == typeof(ParameterAttribute)).ToDictionary(
                attribute => Named<string>(attribute, nameof(ParameterAttribute.ParameterSetName)) ?? AllSets,
                attribute => new Place(
                    Named<int?>(attribute, nameof(ParameterAttribute.Position)),
                    Named<bool?>(attribute, nameof(ParameterAttribute.Mandatory)) ?? false,
                    Named<bool?>(attribute, nameof(ParameterAttribute.ValueFromPipeline)) ?? false,
                    Named<bool?>(attribute, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)) ?? false)));
    }

    /// <summary>What it is in a set; null where it is not part of it.</summary>
    public Place? In(string set) => Sets.GetValueOrDefault(AllSets) ?? Sets.GetValueOrDefault(set);

    private static string[] Words(CustomAttributeData[] data, Type attribute) =>
        [.. data.Where(item => item.AttributeType == attribute).SelectMany(item => (ReadOnlyCollection<CustomAttributeTypedArgument>)item.ConstructorArguments[0].Value!).Select(word => (string)word.Value!)];

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => (T?)argument.TypedValue.Value).FirstOrDefault();

    private static string Short(Type type) => type.IsArray ? $"{Short(type.GetElementType()!)}[]" : type.Name switch
    {
        "String" or "Object" or "Hashtable" or "Uri" or "SecureString" or "PSObject" or "PSCredential" or "TimeSpan" => type.Name.ToLowerInvariant(),
        "Int32" => "int",
        "Int64" => "long",
        "Decimal" => "decimal",
        var name => name,
    };
}
