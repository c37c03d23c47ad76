namespace VideoGen.Cmdlets.Rows;

/// <summary>A boolean as people and other programs write it.</summary>
internal static class SwitchValue
{
    public static bool Read(Cell cell) => cell.Value switch
    {
        bool value => value,
        string text when Word(text) is { } value => value,
        not string when Numbers.TryWhole(cell.Value, out long number) && number is 0 or 1 => number == 1,
        _ => throw cell.Invalid("true or false, yes or no, 1 or 0"),
    };

    private static bool? Word(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        _ => null,
    };
}
