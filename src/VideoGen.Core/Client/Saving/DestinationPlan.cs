using System.Text;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Gives each output of one run its path, so that two jobs never get the same one, letter case aside. When a template that
/// lacks <c>{ShortId}</c> maps a second job to a path already given, that job's files get <c>-{ShortId}</c> (and, should even
/// these agree, the whole key) in front of the extension. A job that was saved before keeps the name it got then, whatever
/// the order of this run. Safe for many threads.
/// </summary>
/// <param name="template">Where files go.</param>
/// <param name="baseFolder">Full path of the folder that a relative template starts at.</param>
public sealed class DestinationPlan(FileNameTemplate template, string baseFolder)
{
    private readonly object _lock = new();
    // Hashes, of paths in capitals and of keys: of a million jobs nothing longer is to be kept.
    private readonly Dictionary<UInt128, UInt128> _owners = [];

    // Which of the three endings a job's files have.
    private readonly Dictionary<UInt128, byte> _endings = [];

    /// <summary>Full path of the folder that no file is put outside of.</summary>
    public string Root { get; } = Path.GetFullPath(template.Folder, baseFolder);

    /// <summary>The full path of one output. The same output gets the same path again.</summary>
    /// <exception cref="VideoGenException"><c>InvalidTemplate</c>, as <see cref="FileNameTemplate.Expand(VideoJob, int, int, string)"/>.</exception>
    public string Assign(VideoJob job, int outputIndex, int outputCount, string extension)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (_lock)
        {
            UInt128 key = StableHash.Of128(job.Key);
            string[] suffixes = ["", $"-{job.ShortId}", $"-{job.Key}"];
            string suffix;
            if (_endings.TryGetValue(key, out byte ending))
            {
                suffix = suffixes[ending];
            }
            else
            {
                bool IsFree(string candidate) => Enumerable.Range(0, Math.Max(outputCount, 1)).All(index =>
                    !_owners.TryGetValue(Place(PathOf(job, index, outputCount, extension, candidate)), out UInt128 owner) || owner == key);

                suffix = suffixes.FirstOrDefault(candidate => IsEarlierFile(job, PathOf(job, 0, outputCount, extension, candidate)) && IsFree(candidate))
                    ?? suffixes.FirstOrDefault(IsFree)
                    ?? throw new VideoGenException(VideoErrors.FileExists, $"{DisplayText.OneLine(PathOf(job, outputIndex, outputCount, extension, ""), 200)} is the file of another job; add {{ShortId}} to the destination.") { Job = job };
                _endings.Add(key, (byte)Array.IndexOf(suffixes, suffix));
                for (int index = 0; index < Math.Max(outputCount, 1); index++)
                {
                    _owners[Place(PathOf(job, index, outputCount, extension, suffix))] = key;
                }
            }

            string path = PathOf(job, outputIndex, outputCount, extension, suffix);
            if (!_owners.TryAdd(Place(path), key) && _owners[Place(path)] != key)
            {
                throw new VideoGenException(VideoErrors.FileExists, $"{DisplayText.OneLine(path, 200)} is the file of another job; add {{ShortId}} to the destination.") { Job = job };
            }

            return path;
        }
    }

    private string PathOf(VideoJob job, int index, int count, string extension, string suffix) =>
        Path.GetFullPath(template.Expand(job, index, count, extension, suffix), baseFolder);

    private static bool IsEarlierFile(VideoJob job, string path) =>
        job.File is { } file && Identity(file).Equals(Identity(path), StringComparison.OrdinalIgnoreCase);

    private static UInt128 Place(string path) => StableHash.Of128(Identity(path).ToUpperInvariant());

    private static string Identity(string path) => path.IsNormalized(NormalizationForm.FormC) ? path : path.Normalize(NormalizationForm.FormC);
}
