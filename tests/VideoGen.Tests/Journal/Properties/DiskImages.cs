using VideoGen.Journal;

namespace VideoGen.Tests.Journal.Properties;

/// <summary>
/// Follows every step on a journal's disk, and makes images of it: as a kill at that moment leaves it, and as a power cut may,
/// which takes any of what was not flushed: names, and the content of files.
/// </summary>
internal sealed class DiskImages(string home, Random random)
{
    private readonly Dictionary<string, byte[]?> _flushed = [];
    private readonly Dictionary<string, (byte[]? Content, bool IsFlushed)> _since = [];
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
                _since[path] = (content, content.Length == 0 || _flushedTemporaries.RemoveWhere(temporary => temporary.StartsWith(path + ".", StringComparison.Ordinal)) > 0);
                break;

            case DiskStep.Deleted when !path.EndsWith(AtomicFile.TemporaryExtension, StringComparison.Ordinal):
                _since[path] = (null, true);
                break;

            case DiskStep.FolderFlushed:
                foreach (string name in _since.Keys.Where(name => Path.GetDirectoryName(name) == path).ToArray())
                {
                    _flushed[name] = Survivor(_since[name]);
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
            byte[]? content = _since.TryGetValue(path, out var last) && random.Next(2) == 0 ? Survivor(last) : _flushed.GetValueOrDefault(path);
            if (content is not null)
            {
                Put(target, path, content);
            }
        }
    }

    private byte[]? Survivor((byte[]? Content, bool IsFlushed) file) =>
        file.IsFlushed || file.Content is null || random.Next(2) == 0 ? file.Content : file.Content[..random.Next(file.Content.Length)];

    private void Put(string target, string path, byte[] content)
    {
        string copy = Path.Combine(target, Path.GetRelativePath(home, path));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllBytes(copy, content);
    }
}
