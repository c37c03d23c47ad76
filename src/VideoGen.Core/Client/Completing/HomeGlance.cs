using VideoGen.Credentials;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A job as a glance at the journal shows it.</summary>
/// <param name="IsSaved">Every output is a file of the user's.</param>
internal sealed record GlancedJob(VideoJob Job, bool IsSaved);

/// <summary>A batch as a glance at the journal shows it.</summary>
/// <param name="Rows">How many rows became jobs, those of later attempts included.</param>
internal sealed record GlancedBatch(string Name, int Rows);

/// <summary>
/// What a home holds, for whoever is typing: a bounded look, however long the journal has grown. Nothing is written, no service and
/// no vault is asked, and what cannot be read is passed over.
/// </summary>
internal sealed class HomeGlance
{
    /// <summary>Entries read of the open ones, and as many of the settled ones.</summary>
    public const int Most = 150;

    /// <summary>A shorter text begins too many ids to look for all of them.</summary>
    private const int ShortestId = 4;

    private const string AllEntries = "*" + JournalFolders.EntryExtension;

    private readonly VideoClientOptions _options;
    private readonly JournalFolders _folders;

    public HomeGlance(VideoClientOptions options)
    {
        _options = options;
        _folders = new JournalFolders(options.Home);
        Catalog = new RegisteredProviders(options.Home, options.Catalog).Catalog;
    }

    /// <summary>The providers, registered ones included.</summary>
    public ProviderCatalog Catalog { get; }

    /// <summary>The provider of a command that names none; null where the user has to choose.</summary>
    /// <param name="batch">The batch that is written, which may remember one.</param>
    public async Task<string?> DefaultProviderAsync(string? batch, CancellationToken cancellationToken)
    {
        try
        {
            BatchRecord? record = string.IsNullOrWhiteSpace(batch) ? null : await new BatchIndex(_folders).RecallAsync(batch, cancellationToken).ConfigureAwait(false);
            var credentials = new CredentialLookup(_options.ReadEnvironment, CredentialStore.Open(_options.Home), new VaultSecrets());
            return ProviderChoice.Make(Catalog, null, record?.Provider, _options.ReadEnvironment, () => [.. credentials.ProvidersWithOne(Catalog)]).Name;
        }
        catch (VideoGenException)
        {
            return null;
        }
    }

    /// <summary>The effects that a provider told last; null where it was never asked.</summary>
    public KnownEffects? EffectsOf(string provider) => new EffectFiles(_options.Home).Find(provider);

    /// <summary>The jobs that changed last, the settled ones that were made last, and those that a text may be the beginning of an id of; newest first.</summary>
    public async Task<IReadOnlyList<GlancedJob>> JobsAsync(string text, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, GlancedJob>();
        var settled = new SettledFolders(_folders);
        IEnumerable<string> open = LastWritten(_folders.Open, AllEntries);
        if (text.Length >= ShortestId)
        {
            IEnumerable<string> named = JobKey.IsPrefix(text) ? _folders.Files(_folders.Open, text + AllEntries).Take(Most) : [];
            open = named.Concat(settled.Keys(text).Take(Most).SelectMany(key => settled.Places(key).Where(File.Exists).Take(1))).Concat(open);
        }

        await ReadAsync(open, found, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> newest = settled.ByDay(null, null, newestFirst: true).Take(Most).SelectMany(way => settled.Places(SettledFolders.KeyOf(way)).Where(File.Exists).Take(1));
        await ReadAsync(newest, found, cancellationToken).ConfigureAwait(false);
        return [.. found.Values.OrderByDescending(glanced => glanced.Job.CreatedAt)];
    }

    /// <summary>The batches that changed last.</summary>
    public async Task<IReadOnlyList<GlancedBatch>> BatchesAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folders.Batches))
        {
            return [];
        }

        var found = new List<GlancedBatch>();
        foreach (DirectoryInfo folder in new DirectoryInfo(_folders.Batches).EnumerateDirectories().OrderByDescending(folder => folder.LastWriteTimeUtc).Take(Most / 2))
        {
            try
            {
                if (await BatchIndex.ReadRecordAsync(folder.FullName, cancellationToken).ConfigureAwait(false) is { Name: { } name })
                {
                    found.Add(new GlancedBatch(name, folder.EnumerateFiles("*.row").Count()));
                }
            }
            catch (VideoGenException)
            {
                // Another command says what is wrong with it.
            }
        }

        return found;
    }

    private static async Task ReadAsync(IEnumerable<string> paths, Dictionary<string, GlancedJob> found, CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (!found.ContainsKey(Path.GetFileNameWithoutExtension(path)) && await EntryFile.ReadAsync(path, CancellationToken.None).ConfigureAwait(false) is { } entry)
                {
                    found.Add(entry.Job.Key, new GlancedJob(entry.Job, entry.IsSaved));
                }
            }
            catch (VideoGenException)
            {
                // Get-VideoJob says what is wrong with it.
            }
        }
    }

    private static IEnumerable<string> LastWritten(string folder, string pattern) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles(pattern).Select(file => (file.FullName, file.LastWriteTimeUtc))
            .OrderByDescending(file => file.LastWriteTimeUtc).Take(Most).Select(file => file.FullName)
        : [];
}
