using System.Text.Json;
using VideoGen.Bench.Measuring;
using VideoGen.Bench.Reports;

namespace VideoGen.Bench.Import;

/// <summary>The starts of one module.</summary>
/// <param name="name">The contender.</param>
/// <param name="path">What is imported.</param>
/// <param name="command">The first command; empty for none.</param>
internal sealed class ModuleStart(string name, string path, string command)
{
    private readonly List<double> _imports = [];
    private readonly List<double> _both = [];
    private readonly List<double> _processes = [];
    private int _importMethods;
    private int _firstMethods;

    public string Path => path;

    public string Command => command;

    /// <summary>Milliseconds, the median.</summary>
    public double Import => Spread.Of(_imports).Median;

    /// <summary>Milliseconds, the median.</summary>
    public double ImportAndFirst => Spread.Of(_both).Median;

    /// <param name="figures">Of the whole process.</param>
    /// <param name="said">What import.ps1 printed.</param>
    public void Add(ProcessFigures figures, JsonElement said)
    {
        double import = said.GetProperty(nameof(Import)).GetDouble();
        _imports.Add(import);
        _processes.Add(figures.Elapsed.TotalMilliseconds);
        _importMethods = said.GetProperty("ImportMethods").GetInt32();
        _firstMethods = said.GetProperty("FirstMethods").GetInt32();
        if (command.Length > 0)
        {
            _both.Add(import + said.GetProperty("First").GetDouble());
        }
    }

    public void Report(RowResult result)
    {
        result.Measure($"import, {name}", Import, "ms");
        result.Measure($"methods compiled by the import, {name}", _importMethods, "methods");
        if (command.Length > 0)
        {
            result.Measure($"import and first {command}, {name}", ImportAndFirst, "ms");
            result.Measure($"methods compiled by the first {command}", _firstMethods, "methods");
        }

        result.Measure($"the whole process, {name}", Spread.Of(_processes).Median, "ms");
    }
}
