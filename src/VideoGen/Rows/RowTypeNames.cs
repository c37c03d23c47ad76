namespace VideoGen.Cmdlets.Rows;

/// <summary>What PowerShell's type names say of an object.</summary>
internal static class RowTypeNames
{
    private static readonly string Job = typeof(VideoJob).FullName!;

    private const string CustomObject = "System.Management.Automation.PSCustomObject";

    /// <summary>A job, live, deserialised (<c>Deserialized.…</c>), selected (<c>Selected.…</c>) or out of a typed CSV (<c>CSV:…</c>).</summary>
    public static bool AreJob(IReadOnlyList<string> typeNames)
    {
        for (int i = 0; i < typeNames.Count; i++)
        {
            if (typeNames[i].Contains(Job, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A custom object: made in place, read from CSV (which replaces the type names when the file names a type), selected,
    /// or deserialised. A deserialised process has properties too, but was never meant as a row.
    /// </summary>
    public static bool AreColumns(IReadOnlyList<string> typeNames)
    {
        for (int i = 0; i < typeNames.Count; i++)
        {
            if (typeNames[i].EndsWith(CustomObject, StringComparison.OrdinalIgnoreCase) || typeNames[i].StartsWith("CSV:", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
