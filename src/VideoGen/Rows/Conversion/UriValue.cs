namespace VideoGen.Cmdlets.Rows;

/// <summary>An absolute http or https address.</summary>
internal static class UriValue
{
    public static Uri Read(Cell cell) =>
        Text(cell.Value) is { } text && TryWeb(text, out Uri? uri) ? uri : throw cell.Invalid("an address that begins with https:// or http://");

    /// <summary>The text of an address as it was written: <see cref="Uri.ToString"/> would undo its escapes.</summary>
    public static string? Text(object? value) => value switch
    {
        string text => text.Trim(),
        Uri uri => uri.OriginalString,
        _ => null,
    };

    public static bool TryWeb(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https" && uri is { Host.Length: > 0 };
}
