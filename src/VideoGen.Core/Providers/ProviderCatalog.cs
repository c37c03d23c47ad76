namespace VideoGen.Providers;

/// <summary>Providers by name.</summary>
public sealed class ProviderCatalog(IReadOnlyList<ProviderEntry> entries)
{
    /// <summary>The providers the module knows. Adding one is one line here.</summary>
    public static ProviderCatalog BuiltIn { get; } = new(
    [
        new(Akool.AkoolDescription.Descriptor, context => new Akool.AkoolProvider(context)),
        new(Local.LocalProvider.Description, context => new Local.LocalProvider(context)),
        new(Phantaisia.PhantaisiaProvider.Description, context => new Phantaisia.PhantaisiaProvider(context)),
        new(Dafty.DaftyDescription.Descriptor, context => new Dafty.DaftyProvider(context)),
        new(Phaseo.PhaseoProvider.Description, context => new Phaseo.PhaseoProvider(context)),
        new(Artnex.ArtnexProvider.Description, context => new Artnex.ArtnexProvider(context)),
    ]);

    public IReadOnlyList<ProviderEntry> All { get; } = entries;

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, with the nearest name.</exception>
    public ProviderEntry Find(string name)
    {
        ProviderEntry? entry = All.FirstOrDefault(entry => entry.Descriptor.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (entry is not null)
        {
            return entry;
        }

        string[] names = [.. All.Select(entry => entry.Descriptor.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $"did you mean {nearest}?" : $"the catalogue has {Choices.Join(names)}.";
        throw new VideoGenException(VideoErrors.UnknownProvider, $"There is no provider '{DisplayText.OneLine(name, 40)}': {hint}");
    }
}

/// <summary>One line of the catalogue.</summary>
public sealed record ProviderEntry(ProviderDescriptor Descriptor, Func<ProviderContext, IVideoProvider> Create);
