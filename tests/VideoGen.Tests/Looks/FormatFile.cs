using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace VideoGen.Tests.Looks;

/// <summary>The views and members of formats/, as the tests read them.</summary>
internal static partial class FormatFile
{
    public static XElement[] Views { get; } = [.. Directory.GetFiles(Path.Combine(Repository.Root, "formats"), "*.format.ps1xml").SelectMany(path => Load(Path.GetFileName(path)).Descendants("View"))];

    public static XElement[] Types { get; } = [.. Load("VideoGen.types.ps1xml").Elements("Type")];

    public static string TypeOf(XElement view) => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;

    /// <summary>What a view reads of its object: its property names, and <c>$_.Name</c> or <c>$this.Name</c> in its script blocks.</summary>
    public static IEnumerable<string> PropertiesOf(XElement element) => element
        .Descendants("PropertyName").Select(name => name.Value)
        .Concat(ScriptsOf(element).SelectMany(script => MemberAccess().Matches(script)).Select(match => match.Groups[1].Value))
        .Where(name => name is not (nameof(ToString) or nameof(GetType)))
        .Distinct();

    public static IEnumerable<string> ScriptsOf(XElement element) =>
        element.Descendants().Where(node => node.Name.LocalName is "ScriptBlock" or "GetScriptBlock").Select(node => node.Value);

    private static XElement Load(string name)
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return XElement.Load(file);
    }

    [GeneratedRegex(@"\$(?:_|this)\??\.(\w+)")]
    private static partial Regex MemberAccess();
}
