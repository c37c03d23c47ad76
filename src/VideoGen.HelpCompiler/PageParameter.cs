namespace VideoGen.Help;

/// <summary>A parameter as its section tells it: the description, and the facts in the block of YAML.</summary>
/// <param name="Yaml">The facts as they are written, see <see cref="PageYaml"/>.</param>
public sealed record PageParameter(string Name, IReadOnlyList<PageBlock> Description, string Yaml)
{
    private readonly IReadOnlyDictionary<string, string> _facts = PageYaml.Pairs(Yaml);
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _sets = PageYaml.Tables(Yaml, "ParameterSets");

    public string Type => _facts["Type"];

    public string DefaultValue => _facts["DefaultValue"];

    public bool TakesWildcards => _facts["SupportsWildcards"] == "true";

    public IReadOnlyList<string> Aliases => PageYaml.List(Yaml, "Aliases");

    public IReadOnlyList<string> AcceptedValues => PageYaml.List(Yaml, "AcceptedValues");

    public bool IsRequired => _sets.All(set => set["IsRequired"] == "true");

    /// <summary>The place of the first set that has one, or <c>named</c>.</summary>
    public string Position => _sets.Select(set => set["Position"]).FirstOrDefault(position => position != "Named")?.ToString() ?? "named";

    /// <summary>What the pipeline gives it, in the words of Get-Help.</summary>
    public string PipelineInput => (Any("ValueFromPipeline"), Any("ValueFromPipelineByPropertyName")) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };

    private bool Any(string fact) => _sets.Any(set => set[fact] == "true");
}
