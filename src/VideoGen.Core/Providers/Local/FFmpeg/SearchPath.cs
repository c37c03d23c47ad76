namespace VideoGen.Providers.Local;

/// <summary>Looks for programs along the folders of a PATH.</summary>
internal static class SearchPath
{
    /// <summary>The folders of the value of a PATH variable.</summary>
    public static IReadOnlyList<string> Of(string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Full path of the first program of that name, or null. Relative folders are passed over: they mean another one in each process.</summary>
    /// <param name="name">Without <c>.exe</c>.</param>
    public static string? Find(IEnumerable<string> folders, string name)
    {
        string file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, file)).FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
