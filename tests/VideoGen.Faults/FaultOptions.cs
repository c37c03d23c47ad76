using System.Globalization;
using VideoGen.Faults.Services;

namespace VideoGen.Faults;

/// <summary>What the command line asks for.</summary>
internal sealed record FaultOptions
{
    public const string Usage = "usage: [cuts] [kills] [mixed] [--rounds N] [--rows N] [--seed N] [--sessions N] [--shell pwsh] [service ...]";

    private static readonly string[] AllTasks = ["cuts", "kills", "mixed"];

    /// <summary>Of <c>cuts</c>, <c>kills</c> and <c>mixed</c>.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Names as the catalogue has them.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Of kills, over all services; the other tasks go as deep in proportion.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Of a batch.</summary>
    public int Rows { get; init; } = 50;

    public int Seed { get; init; }

    /// <summary>Processes that run one batch at once; null for one in most rounds and two in the others.</summary>
    public int? Sessions { get; init; }

    /// <summary>Some sessions are PowerShell with the module.</summary>
    public bool WithShell { get; init; }

    /// <param name="seed">Without one of the command line.</param>
    /// <returns>Null for what is not understood.</returns>
    public static FaultOptions? Parse(IReadOnlyList<string> arguments, int seed)
    {
        var options = new FaultOptions { Seed = seed };
        for (int i = 0; i < arguments.Count; i++)
        {
            string word = arguments[i];
            if (AllTasks.Contains(word))
            {
                options = options with { Tasks = [.. options.Tasks, word] };
            }
            else if (ServiceNames.All.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } service)
            {
                options = options with { Services = [.. options.Services, service] };
            }
            else if (i + 1 == arguments.Count || With(options, word, arguments[++i]) is not { } more)
            {
                return null;
            }
            else
            {
                options = more;
            }
        }

        return options with
        {
            Tasks = options.Tasks.Count > 0 ? options.Tasks : AllTasks,
            Services = options.Services.Count > 0 ? options.Services : ServiceNames.All,
        };
    }

    private static FaultOptions? With(FaultOptions options, string name, string value) =>
        (name, int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number), value) switch
        {
            ("--rounds", true, _) => options with { Rounds = number },
            ("--rows", true, _) => options with { Rows = number },
            ("--seed", true, _) => options with { Seed = number },
            ("--sessions", true, _) => options with { Sessions = number },
            ("--shell", false, "pwsh") => options with { WithShell = true },
            _ => null,
        };
}
