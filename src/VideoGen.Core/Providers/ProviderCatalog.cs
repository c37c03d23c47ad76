namespace VideoGen.Providers;

/// <summary>The providers the module knows. Adding one is one line here.</summary>
public static class ProviderCatalog
{
    private static readonly ProviderEntry[] Entries =
    [
        new(Local.LocalProvider.Description, context => new Local.LocalProvider(context)),
    ];

    public static IReadOnlyList<ProviderEntry> All => Entries;

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, with the nearest name.</exception>
    public static ProviderEntry Find(string name)
    {
        ProviderEntry? entry = Entries.FirstOrDefault(entry => entry.Descriptor.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (entry is not null)
        {
            return entry;
        }

        string[] names = [.. Entries.Select(entry => entry.Descriptor.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $"did you mean {nearest}?" : $"the catalogue has {Choices.Join(names)}.";
        throw new VideoGenException(VideoErrors.UnknownProvider, $"There is no provider '{DisplayText.OneLine(name, 40)}': {hint}");
    }
}

/// <summary>One line of the catalogue.</summary>
public sealed record ProviderEntry(ProviderDescriptor Descriptor, Func<ProviderContext, IVideoProvider> Create);
