using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using VideoGen.Cmdlets;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Tests.Commands;

/// <summary>What every command has to have, by reflection, so that a new one cannot forget it.</summary>
public sealed partial class CommandMetadataTests
{
    /// <summary>Verbs of ours out of PowerShell's approved ones, and whether they spend, write, stop or delete.</summary>
    private static readonly Dictionary<string, bool> Verbs = new()
    {
        ["New"] = true,
        ["Get"] = false,
        ["Wait"] = false,
        ["Save"] = true,
        ["Stop"] = true,
        ["Remove"] = true,
        ["Resolve"] = true,
        ["Add"] = true,
        ["Set"] = true,
        ["Test"] = false,
        ["Register"] = true,
        ["Unregister"] = true,
        ["Receive"] = false,
        ["Export"] = true,
    };

    private static readonly Type[] Compiled = [.. typeof(VideoCommand).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];

    public static TheoryData<Type> Commands => new(Compiled);

    [Fact]
    public void Commands_Module_HasSome() => Assert.True(Compiled.Length >= 8);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Class_IsSealedPublicAndNamedAfterItself(Type type)
    {
        Assert.True(type.IsSealed && type.IsPublic);
        Assert.Equal($"{Verb(type)}{Noun(type)}Command", type.Name);
        Assert.True(typeof(VideoCommand).IsAssignableFrom(type));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Name_IsAnApprovedVerbAndASingularNoun(Type type)
    {
        Assert.Contains(Verb(type), Verbs.Keys);
        Assert.StartsWith("Video", Noun(type), StringComparison.Ordinal);
        Assert.False(Noun(type).EndsWith('s'), Noun(type));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Output_IsDeclared(Type type) =>
        Assert.Contains(type.GetCustomAttributesData(), attribute => attribute.AttributeType == typeof(OutputTypeAttribute));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_ThatSpendsWritesStopsOrDeletes_AsksAtMediumImpact(Type type)
    {
        Assert.Equal(Verbs[Verb(type)], Named(Cmdlet(type), nameof(CmdletAttribute.SupportsShouldProcess)) is true);
        object? impact = Named(Cmdlet(type), nameof(CmdletAttribute.ConfirmImpact));
        Assert.True(impact is null or (int)ConfirmImpact.Medium, "Medium is also what the engine takes where nothing is said.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Parameters_AreNotAmbiguous(Type type)
    {
        PropertyInfo[] parameters = [.. type.GetProperties().Where(property => Attributes<ParameterAttribute>(property).Any())];
        string[] names = [.. parameters.Select(property => property.Name).Concat(parameters.SelectMany(Aliases))];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());

        CustomAttributeData[] all = [.. parameters.SelectMany(Attributes<ParameterAttribute>)];
        string?[] sets = [.. all.Select(SetOf).Where(set => set is not null).Distinct()];
        foreach (string? set in sets.DefaultIfEmpty())
        {
            CustomAttributeData[] here = [.. all.Where(parameter => SetOf(parameter) is null || SetOf(parameter) == set)];
            object[] positions = [.. here.Select(parameter => Named(parameter, nameof(ParameterAttribute.Position))).OfType<object>()];
            Assert.Equal(positions.Length, positions.Distinct().Count());
            Assert.True(here.Count(parameter => Named(parameter, nameof(ParameterAttribute.ValueFromPipeline)) is true) <= 1, $"{set}: two parameters take the pipeline by value.");
        }

        // With several sets the engine needs one to fall back to.
        Assert.True(sets.Length <= 1 || sets.Contains(Named(Cmdlet(type), nameof(CmdletAttribute.DefaultParameterSetName))), "The default set is none of the sets.");
    }

    /// <summary>What completes a parameter of this name; a switch, an enum and what has values of its own are completed by the engine.</summary>
    private static readonly Dictionary<string, Type[]> Completers = new()
    {
        ["Provider"] = [typeof(ProviderCompleter), typeof(RequestProviderCompleter), typeof(CredentialProviderCompleter)],
        ["Model"] = [typeof(RequestModelCompleter), typeof(FreeTextCompleter)],
        ["Effect"] = [typeof(EffectCompleter)],
        ["Resolution"] = [typeof(ResolutionCompleter)],
        ["AspectRatio"] = [typeof(AspectRatioCompleter)],
        ["Duration"] = [typeof(DurationCompleter)],
        ["Size"] = [typeof(SizeCompleter)],
        ["Id"] = [typeof(JobIdCompleter), typeof(FreeTextCompleter)],
        ["Batch"] = [typeof(BatchCompleter)],
        ["Name"] = [typeof(JobNameCompleter), typeof(ModelCompleter), typeof(ProviderCompleter), typeof(RegisteredProviderCompleter), typeof(FreeTextCompleter)],
        ["Kind"] = [typeof(KindCompleter)],
        ["Vault"] = [typeof(VaultCompleter)],
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_Parameters_AreCompleted(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties().Where(property => Attributes<ParameterAttribute>(property).Any()))
        {
            var completer = (Type?)Attributes<ArgumentCompleterAttribute>(property).SingleOrDefault()?.ConstructorArguments[0].Value;
            if (Completers.TryGetValue(property.Name, out Type[]? fitting))
            {
                Assert.True(completer is not null && fitting.Contains(completer), $"-{property.Name} is completed by {completer?.Name ?? "nothing"}.");
            }

            // The engine completes an enum by itself and asks nobody.
            Assert.True(completer is null || !(property.PropertyType.GetElementType() ?? property.PropertyType).IsEnum, $"-{property.Name} has a completer that is never asked.");
        }
    }

    [Fact]
    public void Manifest_ExportedCommands_AreExactlyThoseOfTheAssembly()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "VideoGen.psd1"));
        string list = CmdletsToExport().Match(manifest).Groups[1].Value;
        string[] exported = [.. Quoted().Matches(list).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];
        string[] compiled = [.. Compiled.Select(type => $"{Verb(type)}-{Noun(type)}").Order(StringComparer.Ordinal)];
        Assert.Equal(compiled, exported);
    }

    // Read as data: what PowerShellStandard.Library has in place of the engine's attributes forgets its arguments.
    private static CustomAttributeData Cmdlet(Type type) => type.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(CmdletAttribute));

    private static string Verb(Type type) => (string)Cmdlet(type).ConstructorArguments[0].Value!;

    private static string Noun(Type type) => (string)Cmdlet(type).ConstructorArguments[1].Value!;

    private static IEnumerable<CustomAttributeData> Attributes<T>(PropertyInfo property) =>
        property.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(T));

    private static IEnumerable<string> Aliases(PropertyInfo property) => Attributes<AliasAttribute>(property)
        .SelectMany(alias => (IReadOnlyCollection<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(name => (string)name.Value!);

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    private static string? SetOf(CustomAttributeData parameter) => (string?)Named(parameter, nameof(ParameterAttribute.ParameterSetName));

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex CmdletsToExport();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
