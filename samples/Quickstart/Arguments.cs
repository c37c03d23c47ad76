namespace Quickstart;

/// <summary>What the command line says.</summary>
/// <param name="CsvPath">The shots, one a row.</param>
/// <param name="Destination">The folder the clips go to.</param>
/// <param name="Batch">The name under which a second run finds what the first one submitted; null submits every row anew.</param>
internal sealed record Arguments(string CsvPath, string Destination, string? Batch)
{
    public const string Usage = "usage: Quickstart <csv> <destination> [--batch <name>]";

    /// <returns>Null when the arguments are not those of <see cref="Usage"/>.</returns>
    public static Arguments? Parse(IReadOnlyList<string> args)
    {
        var places = new List<string>();
        string? batch = null;
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i] == "--batch" && i + 1 < args.Count)
            {
                batch = args[++i];
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                return null;
            }
            else
            {
                places.Add(args[i]);
            }
        }

        return places is [var csv, var destination] ? new Arguments(Path.GetFullPath(csv), Path.GetFullPath(destination), batch) : null;
    }
}
