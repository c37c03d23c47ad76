using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// The providers that are registered in a home, and the catalogue with them. The folder is looked at whenever the catalogue is
/// asked, so that what another session registers is seen at once; a file is read again only when it has changed.
/// </summary>
public sealed class RegisteredProviders
{
    private readonly object _gate = new();
    private readonly ProviderCatalog _builtIn;
    private readonly RegistrationRules _rules;
    private readonly string _folder;
    private Dictionary<string, KnownFile> _known = [];

    /// <param name="home">Full path of the home; nothing is made there before something is registered.</param>
    /// <param name="builtIn">What there is without registrations; their kinds too.</param>
    internal RegisteredProviders(string home, ProviderCatalog builtIn)
    {
        _folder = Path.Combine(home, "providers");
        _builtIn = builtIn;
        _rules = new RegistrationRules(builtIn);
        Catalog = new ProviderCatalog(
            builtIn.All,
            () => Look().Entries,
            name => ProviderRegistration.IsName(name) ? Look().Errors.GetValueOrDefault(RegistrationFile.PathOf(_folder, name)) : null);
    }

    /// <summary>The built-in providers, then the registered ones by name.</summary>
    public ProviderCatalog Catalog { get; }

    /// <summary>Why registrations cannot be used, by the name of the provider.</summary>
    public IReadOnlyList<(string Name, VideoGenException Error)> Damaged =>
        [.. Look().Errors.Select(entry => (Path.GetFileNameWithoutExtension(entry.Key), entry.Value))];

    /// <summary>Names of what can be registered.</summary>
    public IReadOnlyList<ProviderDescriptor> Kinds => [.. _rules.Kinds.Select(entry => entry.Descriptor)];

    /// <summary>The line of the catalogue that a registration makes, without registering it.</summary>
    /// <param name="force">A registration of the name may be there.</param>
    /// <exception cref="VideoGenException"><c>ProviderExists</c>, and what else <see cref="RegistrationRules.ToEntry"/> throws.</exception>
    public ProviderEntry Check(ProviderRegistration registration, bool force)
    {
        ProviderEntry entry = _rules.ToEntry(registration);
        foreach (ProviderEntry other in Look().Entries)
        {
            string name = other.Name;
            bool isSame = name.Equals(registration.Name, StringComparison.OrdinalIgnoreCase);
            if (isSame ? !force : RegistrationRules.SharesVariables(name, registration.Name))
            {
                throw isSame ? Exists(name) : new VideoGenException(VideoErrors.ProviderExists, $"{name} is registered, and '{registration.Name}' would share its key and its variables ({ProviderVariables.Key(name)}).")
                {
                    Remedy = "Choose another name.",
                };
            }
        }

        return entry;
    }

    /// <exception cref="VideoGenException">What <see cref="Check"/> throws; <c>JournalNotWritable</c>.</exception>
    public async Task<ProviderEntry> RegisterAsync(ProviderRegistration registration, bool force, CancellationToken cancellationToken)
    {
        ProviderEntry entry = Check(registration, force);
        string path = RegistrationFile.PathOf(_folder, registration.Name);
        byte[] content = RegistrationFile.Serialize(registration);
        try
        {
            if (force)
            {
                await AtomicFile.WriteAsync(path, content, durable: true, cancellationToken).ConfigureAwait(false);
            }
            else if (!AtomicFile.TryCreate(path, content, durable: true))
            {
                // By another process just now, or damaged.
                throw Exists(registration.Name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }

        lock (_gate)
        {
            // Two files of one length, written within one tick of the file system's clock, would look the same.
            _ = _known.Remove(path);
        }

        return entry;
    }

    /// <summary>Forgets a registration, a damaged one too.</summary>
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c> for a built-in provider, <c>UnknownProvider</c>, <c>JournalNotWritable</c>.</exception>
    public void Unregister(string name)
    {
        RequireRegistered(name);
        try
        {
            File.Delete(RegistrationFile.PathOf(_folder, name.Trim()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c> for a built-in provider, <c>UnknownProvider</c>.</exception>
    public void RequireRegistered(string name)
    {
        if (_builtIn.All.FirstOrDefault(entry => entry.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { Descriptor: { } descriptor })
        {
            throw new VideoGenException(VideoErrors.InvalidParameterValue, $"{descriptor.Name} is built in and cannot be unregistered.")
            {
                Remedy = "Get-VideoProvider shows which providers are registered.",
            };
        }

        try
        {
            _ = Catalog.Find(name);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.DamagedEntry)
        {
            // There all the same.
        }
    }

    private (IReadOnlyList<ProviderEntry> Entries, IReadOnlyDictionary<string, VideoGenException> Errors) Look()
    {
        lock (_gate)
        {
            try
            {
                var now = new Dictionary<string, KnownFile>();
                foreach (FileInfo file in Files())
                {
                    now[file.FullName] = _known.TryGetValue(file.FullName, out KnownFile? known) && known.Length == file.Length && known.ModifiedAt == file.LastWriteTimeUtc
                        ? known
                        : Read(file);
                }

                _known = now;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ([], new Dictionary<string, VideoGenException> { [_folder] = NotWritable(e) });
            }

            return (
                [.. _known.Values.Select(file => file.Entry).OfType<ProviderEntry>().OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)],
                _known.Where(file => file.Value.Error is not null).ToDictionary(file => file.Key, file => file.Value.Error!));
        }
    }

    private IEnumerable<FileInfo> Files()
    {
        var folder = new DirectoryInfo(_folder);
        return folder.Exists ? folder.EnumerateFiles("*" + RegistrationFile.Extension).Where(file => file.Extension == RegistrationFile.Extension) : [];
    }

    private KnownFile Read(FileInfo file)
    {
        try
        {
            return new KnownFile(file.Length, file.LastWriteTimeUtc, RegistrationFile.Read(file.FullName, _rules), null);
        }
        catch (VideoGenException e)
        {
            // What the disk or a lock kept from us may be there the next time, without a change to the file.
            return new KnownFile(e.InnerException is IOException or UnauthorizedAccessException ? -1 : file.Length, file.LastWriteTimeUtc, null, e);
        }
    }

    private static VideoGenException Exists(string name) => new(VideoErrors.ProviderExists, $"{name} is registered already.");

    private VideoGenException NotWritable(Exception cause) =>
        new(VideoErrors.JournalNotWritable, $"The registrations in {_folder} cannot be read or written: {cause.Message}", cause);

    /// <summary>A file as it was read: the one or the other, or neither when it was gone meanwhile.</summary>
    private sealed record KnownFile(long Length, DateTime ModifiedAt, ProviderEntry? Entry, VideoGenException? Error);
}
