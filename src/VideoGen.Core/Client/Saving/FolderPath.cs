namespace VideoGen.Client;

/// <summary>Which paths lie in which folder.</summary>
internal static class FolderPath
{
    /// <summary>By their texts: links are not looked at.</summary>
    public static bool IsBelow(string path, string folder)
    {
        string relative = Path.GetRelativePath(Path.GetFullPath(folder), path);
        return !Path.IsPathRooted(relative) && relative != "." && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
    }

    /// <summary>The folder with every link on the way to it resolved.</summary>
    public static string Real(string folder)
    {
        string root = Path.GetPathRoot(folder)!;
        string real = root;
        foreach (string name in folder[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, name);
            real = TargetOf(next) ?? next;
        }

        return real;
    }

    /// <summary>Where a link leads in the end; null for what is no link, or is not there.</summary>
    public static string? TargetOf(string folder) =>
        new DirectoryInfo(folder).LinkTarget is null ? null : Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName;
}
