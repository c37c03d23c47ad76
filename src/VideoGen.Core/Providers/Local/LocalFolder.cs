using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using VideoGen.Journal;

namespace VideoGen.Providers.Local;

/// <summary>
/// Local's own folder, the "service" behind the provider: one folder an order, with the order, its images, its progress, its
/// result and its clip. Sessions and the supervisor meet nowhere else.
/// </summary>
internal sealed partial class LocalFolder(string home)
{
    /// <summary>Its name below the home.</summary>
    public const string Name = "local";

    private const string OrderFile = "order.json";
    private const string ProgressFile = "progress.json";
    private const string ResultFile = "result.json";

    public string Root { get; } = Path.Combine(home, Name);

    public string LockFile => Path.Combine(Root, "supervisor.lock");

    public string LogFile => Path.Combine(Root, "supervisor.log");

    /// <summary>The order's id for one of our keys. A key that is no plain file name is hashed.</summary>
    public static string IdOf(string key) => PlainKey().IsMatch(key)
        ? $"local-{key}"
        : $"local-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32].ToLowerInvariant()}";

    /// <summary>True for what can be an id of ours; anything else could be a path to elsewhere.</summary>
    public static bool IsId(string text) => IdForm().IsMatch(text);

    public string PathOf(string id) => Path.Combine(Root, id);

    public string ClipOf(string id) => Path.Combine(Root, id, "clip.mp4");

    /// <summary>Every order there is, ended ones included, in no order.</summary>
    public IEnumerable<string> Ids() => Directory.Exists(Root)
        ? Directory.EnumerateDirectories(Root, "local-*").Select(path => Path.GetFileName(path)).Where(IsId)
        : [];

    public bool Exists(string id) => File.Exists(Path.Combine(Root, id, OrderFile));

    public bool HasEnded(string id) => File.Exists(Path.Combine(Root, id, ResultFile));

    /// <summary>A folder that nobody looks into yet; <see cref="PublishAsync"/> makes it an order.</summary>
    public string Stage()
    {
        string path = Path.Combine(Root, $".new-{Guid.NewGuid():N}");
        HomeFolder.Create(path);
        return path;
    }

    /// <summary>Makes the staged folder the order, flushed to disk. False when another got there first with the same id.</summary>
    public async Task<bool> PublishAsync(string staged, LocalOrder order, CancellationToken cancellationToken)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(order, LocalJson.Default.LocalOrder);
        await AtomicFile.WriteAsync(Path.Combine(staged, OrderFile), json, durable: true, cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.Move(staged, PathOf(order.Id));
        }
        catch (IOException) when (Exists(order.Id))
        {
            return false;
        }

        DirectorySync.Flush(Root);
        return true;
    }

    /// <exception cref="JsonException">The file is damaged.</exception>
    public Task<LocalOrder?> ReadOrderAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(id, OrderFile, LocalJson.Default.LocalOrder, cancellationToken);

    public async Task<RenderProgress?> ReadProgressAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, ProgressFile, LocalJson.Default.RenderProgress, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Not worth failing a job for: the next one is written within a second.
            return null;
        }
    }

    /// <exception cref="JsonException">The file is damaged.</exception>
    public Task<RenderResult?> ReadResultAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(id, ResultFile, LocalJson.Default.RenderResult, cancellationToken);

    public Task WriteProgressAsync(string id, RenderProgress progress, CancellationToken cancellationToken) => AtomicFile.WriteAsync(
        Path.Combine(Root, id, ProgressFile), JsonSerializer.SerializeToUtf8Bytes(progress, LocalJson.Default.RenderProgress), durable: false, cancellationToken);

    /// <summary>Ends the order. False when it had ended already; then that stands.</summary>
    public bool TryEnd(string id, RenderResult result) => Directory.Exists(PathOf(id)) && AtomicFile.TryCreate(
        Path.Combine(Root, id, ResultFile), JsonSerializer.SerializeToUtf8Bytes(result, LocalJson.Default.RenderResult), durable: true);

    /// <summary>Removes the order at once for every reader; the space is freed right after.</summary>
    public void Delete(string id)
    {
        string gone = Path.Combine(Root, $".gone-{Guid.NewGuid():N}");
        try
        {
            Directory.Move(PathOf(id), gone);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        Directory.Delete(gone, recursive: true);
    }

    private async Task<T?> ReadAsync<T>(string id, string file, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        byte[]? json = await AtomicFile.TryReadAsync(Path.Combine(Root, id, file), cancellationToken).ConfigureAwait(false);
        return json is null ? null : JsonSerializer.Deserialize(json, type);
    }

    [GeneratedRegex("^[0-9a-z][0-9a-z_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainKey();

    [GeneratedRegex("^local-[0-9a-z][0-9a-z_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
