using System.Globalization;

namespace VideoGen.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Rows">Names of rows; none for all.</param>
/// <param name="Runs">How often each row is measured.</param>
/// <param name="Quick">A look whether everything runs, with little work and no results written.</param>
/// <param name="PeerModule">A script module that the import is compared with as well: the path of its .psd1 or .psm1.</param>
/// <param name="Results">The folder that the results go to.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Rows, int Runs, bool Quick, string? PeerModule, string Results)
{
    /// <summary>How it is called.</summary>
    public const string Usage = "usage: [row ...] [--runs N] [--quick] [--peer-module PATH] [--results FOLDER]";

    /// <returns>Null where the arguments are none of these.</returns>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions([], Runs: 3, Quick: false, PeerModule: null, Path.Combine("bench", "results"));
        List<string> rows = [];
        for (int at = 0; at < arguments.Count; at++)
        {
            string? value = at + 1 < arguments.Count ? arguments[at + 1] : null;
            switch (arguments[at])
            {
                case "--quick":
                    options = options with { Quick = true, Runs = 1 };
                    continue;
                case "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int runs) && runs > 0:
                    options = options with { Runs = runs };
                    break;
                case "--peer-module" when value is not null:
                    options = options with { PeerModule = Path.GetFullPath(value) };
                    break;
                case "--results" when value is not null:
                    options = options with { Results = value };
                    break;
                case string row when BenchRows.All.Any(known => known.Name == row):
                    rows.Add(row);
                    continue;
                default:
                    return null;
            }

            at++;
        }

        return options with { Rows = rows };
    }
}
