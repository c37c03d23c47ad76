namespace VideoGen.Gallery;

/// <summary>How a page refers to a file: by a relative URL, so that page and clips can be moved together.</summary>
internal static class ClipUrl
{
    /// <param name="folder">Full path of the folder that the page is in.</param>
    /// <param name="path">Full path of the clip.</param>
    public static string Of(string folder, string path)
    {
        string relative = Path.GetRelativePath(folder, path);
        return Path.IsPathRooted(relative) ? OfFile(path) : Escaped(relative, Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
    }

    /// <summary>The file URL of a full path, for a clip on another drive: <c>C:\a b</c>, <c>\\host\share\a</c> or <c>/a</c>.</summary>
    internal static string OfFile(string path)
    {
        bool isWindows = path.StartsWith(@"\\", StringComparison.Ordinal) || path is [_, ':', ..];
        char[] separators = isWindows ? ['\\', '/'] : ['/'];
        return path switch
        {
            ['\\', '\\', ..] => $"file://{Escaped(path[2..], separators)}",
            [var drive, ':', ..] => $"file:///{drive}:/{Escaped(path[2..].TrimStart(separators), separators)}",
            _ => $"file://{Escaped(path, separators)}",
        };
    }

    // The colon is escaped too, so that no name becomes a scheme.
    private static string Escaped(string path, params char[] separators) => string.Join('/', path.Split(separators).Select(Uri.EscapeDataString));
}
