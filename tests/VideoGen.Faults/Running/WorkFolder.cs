namespace VideoGen.Faults.Running;

/// <summary>A folder of one trial, gone after it: a home, and where clips are saved to.</summary>
internal sealed class WorkFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public WorkFolder()
    {
        Path = Directory.CreateTempSubdirectory("videogen-faults-").FullName;
        Home = System.IO.Path.Combine(Path, "home");
        Clips = System.IO.Path.Combine(Path, "clips");
    }

    public string Path { get; }

    public string Home { get; }

    public string Clips { get; }

    // An encoder that has lost its supervisor may still write its last file.
    public void Dispose() => _ = SpinWait.SpinUntil(TryDelete, Patience);

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(Path);
        }
    }
}
