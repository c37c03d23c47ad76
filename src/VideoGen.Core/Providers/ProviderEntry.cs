namespace VideoGen.Providers;

/// <summary>One line of the catalogue.</summary>
public sealed class ProviderEntry
{
    private readonly Lazy<ProviderDescriptor> _descriptor;

    public ProviderEntry(ProviderDescriptor descriptor, Func<ProviderContext, IVideoProvider> create)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        (Name, _descriptor, Create) = (descriptor.Name, new Lazy<ProviderDescriptor>(descriptor), create);
    }

    /// <param name="name">The descriptor's name.</param>
    /// <param name="describe">Gives the descriptor when it is first asked for: a session that uses one service is not to make the tables of all.</param>
    internal ProviderEntry(string name, Func<ProviderDescriptor> describe, Func<ProviderContext, IVideoProvider> create) =>
        (Name, _descriptor, Create) = (name, new Lazy<ProviderDescriptor>(describe), create);

    /// <summary>What the provider is called.</summary>
    public string Name { get; }

    public ProviderDescriptor Descriptor => _descriptor.Value;

    public Func<ProviderContext, IVideoProvider> Create { get; }
}
