using VideoGen.Journal;

namespace VideoGen.Providers.Local;

/// <summary>
/// A folder of one render alone, below its order's. FFmpeg runs in it and gets only plain names, so that nothing in a path needs
/// escaping; whatever is left in it is nobody else's.
/// </summary>
internal sealed class RenderWorkspace : IDisposable
{
    public const string NamePattern = "work-*";

    /// <summary>The unfinished clip.</summary>
    public const string ClipName = "clip.mp4";

    private RenderWorkspace(string path) => Folder = path;

    public string Folder { get; }

    public string Clip => Path.Combine(Folder, ClipName);

    public static RenderWorkspace Create(string orderFolder)
    {
        string path = Path.Combine(orderFolder, $"work-{Guid.NewGuid():N}");
        HomeFolder.Create(path);
        return new RenderWorkspace(path);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may still have the clip open; the next supervisor clears it away.
            return;
        }
    }
}
