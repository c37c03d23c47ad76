namespace VideoGen.Providers;

/// <summary>Providers by name.</summary>
public sealed class ProviderCatalog
{
    private readonly IReadOnlyList<ProviderEntry> _fixed;
    private readonly Func<IReadOnlyList<ProviderEntry>> _others;
    private readonly Func<string, VideoGenException?> _explain;

    public ProviderCatalog(IReadOnlyList<ProviderEntry> entries)
        : this(entries, () => [], _ => null)
    {
    }

    /// <summary>One that may change at any time.</summary>
    /// <param name="entries">What is always there, and found without a look at the others.</param>
    /// <param name="others">What is there now beside them. An entry that has not changed is the same object.</param>
    /// <param name="explain">Why a name is not there, where more is known than that.</param>
    internal ProviderCatalog(IReadOnlyList<ProviderEntry> entries, Func<IReadOnlyList<ProviderEntry>> others, Func<string, VideoGenException?> explain) =>
        (_fixed, _others, _explain) = (entries, others, explain);

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

    public IReadOnlyList<ProviderEntry> All => [.. _fixed, .. _others()];

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, with the nearest name; <c>DamagedEntry</c> for a registration that cannot be read.</exception>
    public ProviderEntry Find(string name)
    {
        if (Among(_fixed, name) is { } known)
        {
            return known;
        }

        IReadOnlyList<ProviderEntry> others = _others();
        if (Among(others, name) is { } other)
        {
            return other;
        }

        if (_explain(name.Trim()) is { } reason)
        {
            throw reason;
        }

        string[] names = [.. _fixed.Concat(others).Select(entry => entry.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $"did you mean {nearest}?" : $"the catalogue has {Choices.Join(names)}.";
        throw new VideoGenException(VideoErrors.UnknownProvider, $"There is no provider '{DisplayText.OneLine(name, 40)}': {hint}")
        {
            // Jobs outlive the registration of their provider.
            Remedy = ProviderRegistration.IsName(name) ? $"{VideoErrors.UnknownProvider.Remedy} A server of your own is made known with: Register-VideoProvider -Name {name} -Kind … -Uri …" : VideoErrors.UnknownProvider.Remedy,
        };
    }

    private static ProviderEntry? Among(IReadOnlyList<ProviderEntry> entries, string name)
    {
        // Once a row and more.
        ReadOnlySpan<char> word = name.AsSpan().Trim();
        foreach (ProviderEntry entry in entries)
        {
            if (word.Equals(entry.Name, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        return null;
    }
}
