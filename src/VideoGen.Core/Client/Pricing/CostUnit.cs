namespace VideoGen.Client;

/// <summary>Units as people write them.</summary>
internal static class CostUnit
{
    /// <summary>Whether two names mean one unit: without case, and <c>credit</c> is <c>credits</c>.</summary>
    public static bool AreOne(string left, string right) => Singular(left).Equals(Singular(right), StringComparison.OrdinalIgnoreCase);

    private static string Singular(string unit) => unit.TrimEnd('s', 'S');
}
