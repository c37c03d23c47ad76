namespace VideoGen.Providers;

/// <summary>Providers by name.</summary>
public sealed class ProviderCatalog
{
    private readonly Func<IReadOnlyList<ProviderEntry>> _entries;
    private readonly Func<string, VideoGenException?> _explain;

    public ProviderCatalog(IReadOnlyList<ProviderEntry> entries)
        : this(() => entries, _ => null)
    {
    }

    /// <summary>One that may change at any time.</summary>
    /// <param name="entries">What is there now. An entry that has not changed is the same object.</param>
    /// <param name="explain">Why a name is not there, where more is known than that.</param>
    internal ProviderCatalog(Func<IReadOnlyList<ProviderEntry>> entries, Func<string, VideoGenException?> explain) => (_entries, _explain) = (entries, explain);

    /// <summary>The providers the module knows. Adding one is one line here.</summary>
    public static ProviderCatalog BuiltIn { get; } = new(
    [
        new("Akool", () => Akool.AkoolDescription.Descriptor, context => new Akool.AkoolProvider(context)),
        new("Artnex", () => Artnex.ArtnexProvider.Description, context => new Artnex.ArtnexProvider(context)),
        new("Dafty", () => Dafty.DaftyDescription.Descriptor, context => new Dafty.DaftyProvider(context)),
        new("OpenAI", () => OpenAI.OpenAIProvider.Description, context => new OpenAI.OpenAIProvider(context)),
        new("Phantaisia", () => Phantaisia.PhantaisiaProvider.Description, context => new Phantaisia.PhantaisiaProvider(context)),
        new("Phaseo", () => Phaseo.PhaseoProvider.Description, context => new Phaseo.PhaseoProvider(context)),
        new("Local", () => Local.LocalProvider.Description, context => new Local.LocalProvider(context)),
    ]);

    public IReadOnlyList<ProviderEntry> All => _entries();

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, with the nearest name; <c>DamagedEntry</c> for a registration that cannot be read.</exception>
    public ProviderEntry Find(string name)
    {
        IReadOnlyList<ProviderEntry> all = All;
        ProviderEntry? entry = all.FirstOrDefault(entry => entry.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (entry is not null)
        {
            return entry;
        }

        if (_explain(name.Trim()) is { } reason)
        {
            throw reason;
        }

        string[] names = [.. all.Select(entry => entry.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $"did you mean {nearest}?" : $"the catalogue has {Choices.Join(names)}.";
        throw new VideoGenException(VideoErrors.UnknownProvider, $"There is no provider '{DisplayText.OneLine(name, 40)}': {hint}")
        {
            // Jobs outlive the registration of their provider.
            Remedy = ProviderRegistration.IsName(name) ? $"{VideoErrors.UnknownProvider.Remedy} A server of your own is made known with: Register-VideoProvider -Name {name} -Kind … -Uri …" : VideoErrors.UnknownProvider.Remedy,
        };
    }
}
