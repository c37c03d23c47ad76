namespace VideoGen.Bench;

/// <summary>What one run of one row measured.</summary>
internal sealed class RowResult
{
    private readonly List<Figure> _figures = [];
    private readonly List<PlotPoint> _points = [];
    private readonly List<string> _notes = [];

    /// <summary>In the order in which they were measured.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>How the cost grows with the work.</summary>
    public IReadOnlyList<PlotPoint> Points => _points;

    /// <summary>What bounds a figure, or how it was taken, in sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Why nothing was measured here, or null.</summary>
    public string? Skipped { get; private set; }

    /// <summary>A figure that is shown, and not judged.</summary>
    /// <param name="name">The contender, or what was counted; the same in all runs.</param>
    /// <param name="value">In <paramref name="unit"/>.</param>
    /// <param name="unit">Such as s, MiB, requests.</param>
    public void Measure(string name, double value, string unit) => _figures.Add(new Figure(name, value, unit, null));

    /// <summary>A figure whose median over the runs is to be no more than a limit.</summary>
    public void AtMost(string name, double value, double limit, string unit = "×") =>
        _figures.Add(new Figure(name, value, unit, new Reach(limit, IsMost: true)));

    /// <summary>A figure whose median over the runs is to be no less than a limit.</summary>
    public void AtLeast(string name, double value, double limit, string unit = "×") =>
        _figures.Add(new Figure(name, value, unit, new Reach(limit, IsMost: false)));

    /// <summary>A point of a plot.</summary>
    /// <param name="plot">Its title: what is drawn.</param>
    /// <param name="series">The contender.</param>
    /// <param name="x">The work.</param>
    /// <param name="y">What it cost.</param>
    /// <param name="axes">What the axes show: "rows" and "seconds", say.</param>
    public void Point(string plot, string series, double x, double y, (string X, string Y) axes) => _points.Add(new PlotPoint(plot, series, x, y, axes.X, axes.Y));

    /// <summary>Says something once, however many runs say it.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Says why the row, or the rest of it, cannot be measured on this machine.</summary>
    public void Skip(string reason) => Skipped = reason;
}
