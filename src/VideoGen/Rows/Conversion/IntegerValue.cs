namespace VideoGen.Cmdlets.Rows;

/// <summary>Whole numbers, read in the invariant culture without group separators.</summary>
internal static class IntegerValue
{
    public static long Any(Cell cell) =>
        Numbers.TryWhole(cell.Value, out long value) ? value : throw cell.Invalid("a whole number, such as 42, without group separators");

    public static int Count(Cell cell) =>
        Numbers.TryWhole(cell.Value, out long value) && value is >= 1 and <= int.MaxValue ? (int)value : throw cell.Invalid("a whole number from 1");
}
