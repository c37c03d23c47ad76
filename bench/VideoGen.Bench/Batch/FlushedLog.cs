namespace VideoGen.Bench.Batch;

/// <summary>The least by which a loop knows after a crash what it has paid for: a line a step, on the disk before the next step.</summary>
internal sealed class FlushedLog(string path) : IDisposable
{
    private readonly StreamWriter _writer = new(path, append: true);

    /// <summary>Returns when the line is on the disk.</summary>
    public void Add(string line)
    {
        lock (_writer)
        {
            _writer.WriteLine(line);
            _writer.Flush();
            ((FileStream)_writer.BaseStream).Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _writer.Dispose();
}
