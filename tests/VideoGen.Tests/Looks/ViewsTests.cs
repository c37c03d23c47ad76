using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using VideoGen.Cmdlets;

namespace VideoGen.Tests.Looks;

/// <summary>The files of formats/ against the types they name; what they print is shown by tests/Pester/Looks.Tests.ps1.</summary>
public sealed class ViewsTests
{
    /// <summary>What a terminal of 80 columns, of which the engine uses 79, must leave for the column that takes the rest; less where the view itself breaks it.</summary>
    private const int LeastRest = 20;

    private static readonly string[] Emitted =
    [
        .. typeof(StatusText).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.FullName == typeof(OutputTypeAttribute).FullName)
            .SelectMany(TypesOf)
            .Where(type => type.Namespace == nameof(VideoGen))
            .Concat([typeof(VideoOutputs), typeof(VideoOutput), typeof(VideoCost), typeof(JobError)])
            .Select(type => type.FullName!)
            .Distinct(),
    ];

    public static TheoryData<string> EmittedTypes => [.. Emitted];

    public static TheoryData<string> ViewNames => [.. FormatFile.Views.Select(view => view.Element("Name")!.Value)];

    public static TheoryData<string> TypeNames => [.. FormatFile.Types.Select(type => type.Element("Name")!.Value)];

    [Fact]
    public void EmittedTypes_Reflection_FindsTheJob() => Assert.Contains("VideoGen.VideoJob", Emitted);

    [Theory]
    [MemberData(nameof(EmittedTypes))]
    public void Views_EmittedType_HasOne(string type) => Assert.Contains(FormatFile.Views, view => FormatFile.TypeOf(view) == type);

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void Views_EachProperty_IsOnTheType(string name)
    {
        XElement view = View(name);

        string[] members = [.. MembersOf(FormatFile.TypeOf(view))];

        Assert.All(FormatFile.PropertiesOf(view), property => Assert.Contains(property, members));
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Types_EachProperty_IsOnTheType(string name)
    {
        XElement type = FormatFile.Types.Single(type => type.Element("Name")!.Value == name);
        string[] members = [.. MembersOf(name)];
        IEnumerable<string> named = type.Descendants("ReferencedProperties").Elements("Name").Select(property => property.Value)
            .Concat(type.Descendants("NoteProperty").Where(note => note.Element("Name")!.Value == "DefaultDisplayProperty").Select(note => note.Element("Value")!.Value))
            .Concat(FormatFile.PropertiesOf(type));

        Assert.All(named, property => Assert.Contains(property, members));
    }

    [Fact]
    public void Tables_Widths_Fit80ColumnsAndLeaveTheLastOneTheRest()
    {
        XElement[] tables = [.. FormatFile.Views.Elements("TableControl")];

        Assert.NotEmpty(tables);
        Assert.All(tables, table =>
        {
            XElement[] headers = [.. table.Descendants("TableColumnHeader")];
            int[] widths = [.. headers.SkipLast(1).Select(header => (int)header.Element("Width")!)];
            Assert.Null(headers[^1].Element("Width"));
            Match broken = Regex.Match(table.Descendants("TableColumnItem").Last().Value, @"WrappedText\]::At\(.*, (\d+)\)$");
            Assert.InRange(widths.Sum() + widths.Length, 1, broken.Success ? 79 - int.Parse(broken.Groups[1].Value, CultureInfo.InvariantCulture) : 80 - LeastRest);
        });
    }

    [Fact]
    public void Tables_Columns_HaveAsManyHeadersAsItems() => Assert.All(
        FormatFile.Views.Elements("TableControl"),
        table => Assert.Equal(table.Descendants("TableColumnHeader").Count(), table.Descendants("TableColumnItem").Count()));

    [Fact]
    public void Tables_Labels_FitTheirColumns() => Assert.All(
        FormatFile.Views.Descendants("TableColumnHeader").Where(header => header.Element("Width") is not null),
        header => Assert.InRange(header.Element("Label")!.Value.Length, 1, (int)header.Element("Width")!));

    [Fact]
    public void Views_TextOfServicesAndRows_IsCleanedBeforeItIsShown()
    {
        string[] foreign = ["Name", "Prompt", "Id", "Batch", "Model", "Error", "Cost", "MediaType", "Sha256", "Code", "Message", "Unit"];
        string[] ours = ["VideoGen.VideoProvider", "VideoGen.VideoModel"];
        IEnumerable<XElement> shown = FormatFile.Views
            .Where(view => !ours.Contains(FormatFile.TypeOf(view)))
            .Descendants()
            .Where(node => node.Name.LocalName is "PropertyName" or "ScriptBlock" && node.Parent!.Name.LocalName != "ItemSelectionCondition");

        Assert.All(shown, node =>
        {
            if (FormatFile.PropertiesOf(new XElement("Shown", node)).Intersect(foreign).Any())
            {
                Assert.Contains("OneLine(", node.Value, StringComparison.Ordinal);
            }
        });
    }

    private static XElement View(string name) => FormatFile.Views.Single(view => view.Element("Name")!.Value == name);

    private static IEnumerable<string> MembersOf(string typeName)
    {
        string name = typeName.Replace("Deserialized.", "", StringComparison.Ordinal);
        Type type = typeof(VideoJob).Assembly.GetType(name, throwOnError: true)!;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)
            .Concat(FormatFile.Types.Where(extended => extended.Element("Name")!.Value == typeName)
                .SelectMany(extended => extended.Element("Members")!.Elements("ScriptProperty"))
                .Select(property => property.Element("Name")!.Value));
    }

    private static IEnumerable<Type> TypesOf(CustomAttributeData attribute) => attribute.ConstructorArguments
        .SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> several ? several.Select(one => one.Value) : [argument.Value])
        .OfType<Type>();
}
