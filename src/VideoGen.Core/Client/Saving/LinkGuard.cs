namespace VideoGen.Client;

/// <summary>Keeps files below the destination where a folder in it is a link: a name out of a row must not follow one out.</summary>
internal static class LinkGuard
{
    /// <param name="root">Full path of the destination as the user wrote it; what is linked on the way to it is the user's own.</param>
    /// <param name="path">Full path of a file to be written.</param>
    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c>.</exception>
    public static void ThrowIfOutside(string root, string path)
    {
        if (!FolderPath.IsBelow(path, root))
        {
            throw new VideoGenException(VideoErrors.InvalidTemplate, $"{DisplayText.OneLine(path, 300)} is outside the destination {DisplayText.OneLine(root, 200)}.");
        }

        for (string? folder = Path.GetDirectoryName(path); folder is not null && FolderPath.IsBelow(folder, root); folder = Path.GetDirectoryName(folder))
        {
            if (FolderPath.TargetOf(folder) is { } target
                && !FolderPath.IsBelow(target, root) && !FolderPath.IsBelow(target, FolderPath.Real(root)))
            {
                throw new VideoGenException(VideoErrors.DestinationNotWritable, $"{DisplayText.OneLine(folder, 300)} is a link that leads out of the destination, to {DisplayText.OneLine(target, 200)}.")
                {
                    Remedy = "Remove the link, or give the folder that it leads to as -Destination.",
                };
            }
        }
    }

    /// <summary>A link in place of a part could lead the bytes of a clip into any file.</summary>
    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c>.</exception>
    public static void ThrowIfLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new VideoGenException(VideoErrors.DestinationNotWritable, $"{DisplayText.OneLine(path, 300)} is a link; a clip is not written through it.") { Remedy = "Remove the link and run the same command again." };
        }
    }
}
