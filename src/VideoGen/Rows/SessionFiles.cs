using System.Management.Automation;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Finds the file that a path names in a session: relative to its location, on any of its drives. No wildcards.</summary>
internal static class SessionFiles
{
    /// <returns>The full path of the file, or null when there is none or the text cannot be a path.</returns>
    public static string? Find(PathIntrinsics paths, string path)
    {
        try
        {
            // First as the operating system reads it: PowerShell would take the backslash of a Unix name for a separator.
            string literal = Path.GetFullPath(path, paths.CurrentFileSystemLocation.ProviderPath);
            if (File.Exists(literal))
            {
                return literal;
            }

            string resolved = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" && File.Exists(resolved) ? Path.GetFullPath(resolved) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException
            or SessionStateException or ProviderInvocationException or PSInvalidOperationException)
        {
            return null;
        }
    }
}
