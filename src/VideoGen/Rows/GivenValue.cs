namespace VideoGen.Cmdlets.Rows;

/// <summary>A parameter's value in one row.</summary>
/// <param name="Cell">Where it was given.</param>
/// <param name="Value">Converted, of the type that its column sets.</param>
internal sealed record GivenValue(Cell Cell, object Value);
