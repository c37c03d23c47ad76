using System.Globalization;
using System.Net;
using System.Text;

namespace VideoGen.Bench.Reports;

/// <summary>Draws a plot with two logarithmic axes as SVG, in colours that read on white and on black.</summary>
internal static class SvgPlot
{
    private const int Width = 720, Height = 440, Left = 70, Right = 20, Top = 50, Bottom = 110, LegendRow = 20;

    private static readonly string[] Colours = ["#1b7fb8", "#d1691b", "#3f9a4a", "#b0479a", "#8a7a1e", "#6b6fd0"];

    public static string Draw(Plot plot)
    {
        var x = LogScale.Of(plot.Series.SelectMany(series => series.Points).Select(point => point.X), Left, Width - Right);
        var y = LogScale.Of(plot.Series.SelectMany(series => series.Points).Select(point => point.Y), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="system-ui, sans-serif" font-size="13" fill="#808080">""").Append('\n');
        svg.Append("<style>text{fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#9aa4af}}</style>\n");
        Text(svg, Width / 2, 24, plot.Title, "middle", bold: true);
        DrawGrid(svg, x, y);
        Text(svg, Width / 2, Height - Bottom + 40, plot.XLabel, "middle");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="18" y="{(Height - Bottom + Top) / 2}" text-anchor="middle" transform="rotate(-90 18 {(Height - Bottom + Top) / 2})">{WebUtility.HtmlEncode(plot.YLabel)}</text>""").Append('\n');
        DrawSeries(svg, plot, x, y);
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawGrid(StringBuilder svg, LogScale x, LogScale y)
    {
        foreach (double tick in x.Ticks)
        {
            Line(svg, x.Place(tick), Top, x.Place(tick), Height - Bottom);
            Text(svg, x.Place(tick), Height - Bottom + 18, Number(tick), "middle");
        }

        foreach (double tick in y.Ticks)
        {
            Line(svg, Left, y.Place(tick), Width - Right, y.Place(tick));
            Text(svg, Left - 8, y.Place(tick) + 4, Number(tick), "end");
        }
    }

    private static void DrawSeries(StringBuilder svg, Plot plot, LogScale x, LogScale y)
    {
        double at = Left;
        int legend = Height - Bottom + 62;
        foreach ((PlotSeries series, int number) in plot.Series.Select((series, number) => (series, number)))
        {
            string colour = Colours[number % Colours.Length];
            string path = string.Join(' ', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{x.Place(point.X):0.#},{y.Place(point.Y):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>""").Append('\n');
            foreach ((double workload, double cost) in series.Points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x.Place(workload):0.#}" cy="{y.Place(cost):0.#}" r="3.5" fill="{colour}"><title>{WebUtility.HtmlEncode(series.Name)}: {Number(workload)} → {Number(cost)}</title></circle>""").Append('\n');
            }

            double width = 36 + (series.Name.Length * 7.2);
            if (at + width > Width && at > Left)
            {
                (at, legend) = (Left, legend + LegendRow);
            }

            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{at:0}" y="{legend - 11}" width="12" height="12" fill="{colour}"/>""").Append('\n');
            Text(svg, at + 18, legend, series.Name, "start");
            at += width;
        }
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" stroke="#808080" stroke-opacity="0.25"/>""").Append('\n');

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor, bool bold = false) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}"{(bold ? " font-weight=\"600\"" : "")}>{WebUtility.HtmlEncode(text)}</text>""").Append('\n');

    private static string Number(double value) => value >= 1000 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.###", CultureInfo.InvariantCulture);
}
