using System.Collections;

namespace VideoGen.Cmdlets.Rows;

/// <summary>One named value of a row, or of the command line.</summary>
/// <param name="Name">The column's name as it was written, or the parameter's.</param>
/// <param name="Value">Free of PowerShell's wrappers: text, numbers, booleans, dates, files, lists and dictionaries of them.</param>
/// <param name="OnCommandLine">True for a parameter of the command, which wins over every column.</param>
internal sealed record Cell(string Name, object? Value, bool OnCommandLine = false)
{
    /// <summary>Nothing was given: null, blank text, an empty list or table.</summary>
    public bool IsBlank => Value switch
    {
        null or DBNull => true,
        string text => string.IsNullOrWhiteSpace(text),
        ICollection values => values.Count == 0,
        _ => false,
    };

    /// <summary>How messages name it: <c>column 'Duration'</c> or <c>parameter -Duration</c>.</summary>
    public string Place => OnCommandLine ? $"parameter -{Name}" : $"column '{DisplayText.OneLine(Name, 40)}'";

    /// <summary>The error of a value that does not convert.</summary>
    /// <param name="takes">What the parameter takes, completing "it takes …".</param>
    /// <param name="shown">What to show as the value, where it is only a part of <see cref="Value"/>.</param>
    public VideoGenException Invalid(string takes, string? shown = null)
    {
        string place = char.ToUpperInvariant(Place[0]) + Place[1..];
        VideoErrorKind kind = OnCommandLine ? VideoErrors.InvalidParameterValue : VideoErrors.InvalidColumnValue;
        return new VideoGenException(kind, $"{place} has {shown ?? ShownValue.Of(Value)}; it takes {takes}.");
    }
}
