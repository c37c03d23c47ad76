namespace VideoGen.Client;

/// <summary>Whether there is room for the journal, and for clips in the current folder.</summary>
internal sealed class DiskCheck(Func<string, long?> freeOf)
{
    /// <summary>Too little for a clip.</summary>
    private const long Least = 64L << 20;

    /// <summary>Soon used up by a batch.</summary>
    private const long Little = 1L << 30;

    private static readonly Finding Disk = new("Disk");

    public IEnumerable<VideoEnvironmentCheck> Run(string home, EnvironmentOptions options)
    {
        yield return Look(home, "Set VIDEOGEN_HOME to a folder on another disk, or free some space.");
        if (options.CurrentFolder is { } folder)
        {
            yield return Look(folder, "Free some space, or save to another disk with Save-VideoJob -Destination.");
        }
    }

    private VideoEnvironmentCheck Look(string folder, string remedy) => freeOf(folder) switch
    {
        null => Disk.Skipped(folder, "The volume does not say how much is free."),
        < Least and var free => Disk.Failed(folder, $"{DisplayText.Size(free)} free.", remedy),
        < Little and var free => Disk.Warning(folder, $"{DisplayText.Size(free)} free.", remedy),
        var free => Disk.Passed(folder, $"{DisplayText.Size(free)} free."),
    };
}
