namespace VideoGen.Gallery;

/// <summary>The folder that files have in common.</summary>
internal static class CommonFolder
{
    // Where the file system knows no letter case, two spellings of one folder must not part its files.
    private static readonly StringComparison Names = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The deepest folder that all of them are below. Null without files, and where that is a root: nobody wants a page there.</summary>
    public static string? Of(IEnumerable<string> paths)
    {
        string? common = null;
        foreach (string path in paths)
        {
            common ??= Path.GetDirectoryName(path);
            while (common is not null && !Contains(common, path))
            {
                common = Path.GetDirectoryName(common);
            }

            if (common is null)
            {
                return null;
            }
        }

        return common is null || Path.GetPathRoot(common) == common ? null : common;
    }

    /// <summary>Whether the file is in the folder or below it.</summary>
    public static bool Contains(string folder, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, Names);
}
