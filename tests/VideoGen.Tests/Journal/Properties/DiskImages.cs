using VideoGen.Journal;

namespace VideoGen.Tests.Journal.Properties;

/// <summary>
/// Follows every step on a journal's disk, and makes images of it: as a kill at that moment leaves it, and as a power cut may,
/// which takes any of what was not flushed: names, and the content of files.
/// </summary>
internal sealed class DiskImages(string home, Random random)
{
    private readonly Dictionary<string, DiskFile> _flushed = [];
    private readonly Dictionary<string, DiskFile> _since = [];
    private readonly HashSet<string> _flushedTemporaries = [];

    /// <summary>Called after each step.</summary>
    public Action? AfterStep { get; set; }

    public int Steps { get; private set; }

    public void Take(DiskStep step, string path)
    {
        Steps++;
        switch (step)
        {
            case DiskStep.WrittenAndFlushed:
                _ = _flushedTemporaries.Add(path);
                break;

            case DiskStep.Named:
                byte[] content = File.ReadAllBytes(path);
                bool isFlushed = _flushedTemporaries.RemoveWhere(temporary => temporary.StartsWith(path + ".", StringComparison.Ordinal)) > 0;
                _since[path] = new DiskFile(content, isFlushed ? content.Length : 0);
                break;

            case DiskStep.Appended or DiskStep.AppendedAndFlushed:
                Append(path, File.ReadAllBytes(path), step == DiskStep.AppendedAndFlushed);
                break;

            case DiskStep.Deleted when !path.EndsWith(AtomicFile.TemporaryExtension, StringComparison.Ordinal):
                _since[path] = new DiskFile(null, 0);
                break;

            case DiskStep.FolderFlushed:
                foreach (string name in _since.Keys.Where(name => Path.GetDirectoryName(name) == path).ToArray())
                {
                    _flushed[name] = _since[name];
                    _ = _since.Remove(name);
                }

                break;
        }

        AfterStep?.Invoke();
    }

    /// <summary>What another process finds when this one is killed now.</summary>
    public void CopyAsKilled(string target)
    {
        foreach (string file in Directory.GetFiles(home, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".lock"))
        {
            Put(target, file, File.ReadAllBytes(file));
        }
    }

    /// <summary>What may be there when the power goes now.</summary>
    public void CopyAsCut(string target)
    {
        foreach (string path in _flushed.Keys.Union(_since.Keys))
        {
            DiskFile? file = _since.TryGetValue(path, out DiskFile? last) && random.Next(2) == 0 ? last : _flushed.GetValueOrDefault(path);
            if (Survivor(file) is { } content)
            {
                Put(target, path, content);
            }
        }
    }

    /// <summary>A file has the same content under every name that it may be found by.</summary>
    private void Append(string path, byte[] content, bool isFlushed)
    {
        // The name that was flushed may be that of the file before, which a newer one has replaced.
        Dictionary<string, DiskFile> names = _since.ContainsKey(path) ? _since : _flushed;
        names[path] = new DiskFile(content, isFlushed ? content.Length : names[path].Sure);
    }

    /// <summary>What was not flushed is there, is not, is there in part, or is zeros in part: pages come to the disk in any order.</summary>
    private byte[]? Survivor(DiskFile? file)
    {
        if (file?.Content is not { } content)
        {
            return null;
        }

        int from = random.Next(file.Sure, content.Length + 1);
        int to = random.Next(from, content.Length + 1);
        return random.Next(3) switch
        {
            0 => content,
            1 => content[..from],
            _ => [.. content[..from], .. new byte[to - from], .. content[to..]],
        };
    }

    private void Put(string target, string path, byte[] content)
    {
        string copy = Path.Combine(target, Path.GetRelativePath(home, path));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllBytes(copy, content);
    }

    /// <param name="Content">As it was written; null where the name is gone.</param>
    /// <param name="Sure">The first bytes of it, which are flushed.</param>
    private sealed record DiskFile(byte[]? Content, int Sure);
}
