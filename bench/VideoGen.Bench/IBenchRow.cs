namespace VideoGen.Bench;

/// <summary>One line of the bench's table: some work of VideoGen beside what a user would pick instead, in one run.</summary>
internal interface IBenchRow
{
    /// <summary>What chooses it on the command line, one word.</summary>
    string Name { get; }

    /// <summary>What is done, and against what, as the table says it.</summary>
    string Title { get; }

    /// <summary>Whether its files stay until all is measured: where thousands are deleted, the making of others is slow for minutes.</summary>
    bool LeavesFiles => false;

    /// <summary>Measures all contenders once; the bench does so several times.</summary>
    /// <param name="run">What this run is given.</param>
    /// <param name="result">Takes the figures.</param>
    /// <param name="cancellationToken">Ends it, and all processes it started.</param>
    Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken);
}
