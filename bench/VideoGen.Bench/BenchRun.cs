namespace VideoGen.Bench;

/// <summary>What one run of one row is given.</summary>
/// <param name="Number">The run, from 0: a row lets its contenders take turns at going first.</param>
/// <param name="Folder">An empty folder of this run alone, removed afterwards.</param>
/// <param name="Options">What the command line asks for.</param>
internal sealed record BenchRun(int Number, string Folder, BenchOptions Options)
{
    /// <summary>A look whether everything runs, on a small amount of work: its figures mean nothing.</summary>
    public bool Quick => Options.Quick;

    /// <summary>A new empty folder below <see cref="Folder"/>.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
}
