using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Where a destination that a user typed begins: PowerShell's location and drives are not the process's.</summary>
internal static class DestinationPath
{
    /// <summary>The folder a relative destination starts at, and the destination with drives of PowerShell resolved.</summary>
    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c> for a place that is no file system.</exception>
    public static (string Folder, string Destination) Resolve(PathIntrinsics paths, string destination)
    {
        string folder = paths.CurrentFileSystemLocation.ProviderPath;
        if (Path.IsPathRooted(destination) || !paths.IsPSAbsolute(destination, out _) && !destination.StartsWith('~'))
        {
            return (folder, destination);
        }

        try
        {
            string resolved = paths.GetUnresolvedProviderPathFromPSPath(destination, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? (folder, resolved)
                : throw new VideoGenException(VideoErrors.DestinationNotWritable, $"{DisplayText.OneLine(destination, 120)} is no place in the file system.");
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or PSInvalidOperationException)
        {
            throw new VideoGenException(VideoErrors.DestinationNotWritable, $"{DisplayText.OneLine(destination, 120)} is no place that files can be saved in: {e.Message}", e);
        }
    }
}
