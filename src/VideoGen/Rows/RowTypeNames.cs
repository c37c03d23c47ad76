namespace VideoGen.Cmdlets.Rows;

/// <summary>What PowerShell's type names say of an object.</summary>
internal static class RowTypeNames
{
    private const string CustomObject = "System.Management.Automation.PSCustomObject";

    /// <summary>A job, live, deserialised (<c>Deserialized.…</c>), selected (<c>Selected.…</c>) or out of a typed CSV (<c>CSV:…</c>).</summary>
    public static bool AreJob(IEnumerable<string> typeNames) =>
        typeNames.Any(name => name.Contains(typeof(VideoJob).FullName!, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A custom object: made in place, read from CSV (which replaces the type names when the file names a type), selected,
    /// or deserialised. A deserialised process has properties too, but was never meant as a row.
    /// </summary>
    public static bool AreColumns(IEnumerable<string> typeNames) =>
        typeNames.Any(name => name.EndsWith(CustomObject, StringComparison.OrdinalIgnoreCase) || name.StartsWith("CSV:", StringComparison.OrdinalIgnoreCase));
}
