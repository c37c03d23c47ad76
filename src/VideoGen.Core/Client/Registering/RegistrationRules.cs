using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>What a registration must be like, and the line of the catalogue that it makes. The same for what a user types and for what is read from the disk.</summary>
internal sealed class RegistrationRules(ProviderCatalog builtIn)
{
    private const int LongestValue = 1000;

    /// <summary>The kinds there are: all built-in providers that are somewhere.</summary>
    public IReadOnlyList<ProviderEntry> Kinds => [.. builtIn.All.Where(entry => entry.Descriptor.Endpoint is not null)];

    /// <exception cref="VideoGenException">
    /// <c>InvalidParameterValue</c>, <c>ProviderExists</c> for a built-in name, <c>UnknownModel</c>, <c>InvalidEndpoint</c>, <c>InsecureEndpoint</c>.
    /// </exception>
    public ProviderEntry ToEntry(ProviderRegistration registration)
    {
        CheckName(registration.Name);
        ProviderEntry kind = FindKind(registration.Kind);
        Uri uri = EndpointChoice.Parse(Bounded(registration.Uri, "Uri"), "The registration's Uri");
        ProviderDescriptor descriptor = WithModel(kind.Descriptor, registration.Model) with
        {
            Name = registration.Name,
            Kind = kind.Name,
            Endpoint = uri,
            Description = $"A server of the kind {kind.Name} at {uri.ForDisplay()}",
            SettingValues = CheckSettings(kind.Descriptor, registration.Settings),
            BillingUnit = null,
            HasPriceTable = false,
            Quote = _ => PriceQuote.Unknown(null, $"{registration.Name} is a registered server; nobody knows here what it charges."),
        };
        return new ProviderEntry(descriptor, kind.Create);
    }

    private void CheckName(string name)
    {
        if (!ProviderRegistration.IsName(name))
        {
            throw Invalid($"'{DisplayText.OneLine(name, 60)}' cannot be a provider's Name: it takes letters, digits, - and _, at most {ProviderRegistration.LongestName} of them, a letter or digit first.");
        }

        if (SafeSegment.FromValue(name) != name)
        {
            throw Invalid($"'{name}' cannot be a provider's Name: it is the name of a device on Windows.");
        }

        // One of them would get the other's key: my-farm and my_farm have the same variables.
        if (builtIn.All.FirstOrDefault(entry => SharesVariables(entry.Name, name)) is { } taken)
        {
            throw new VideoGenException(VideoErrors.ProviderExists, $"{taken.Name} is built in, so '{name}' cannot be registered.")
            {
                Remedy = $"Choose another name, or set {ProviderVariables.Uri(taken.Name)} to use {taken.Name} elsewhere.",
            };
        }
    }

    /// <summary>Two names for which the same environment variables hold.</summary>
    public static bool SharesVariables(string left, string right) => ProviderVariables.Key(left) == ProviderVariables.Key(right);

    private ProviderEntry FindKind(string kind)
    {
        IReadOnlyList<ProviderEntry> kinds = Kinds;
        string[] names = [.. kinds.Select(entry => entry.Name)];
        return kinds.FirstOrDefault(entry => entry.Name.Equals(kind.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid($"There is no Kind '{DisplayText.OneLine(kind, 40)}': there are {Choices.Join(names)}.");
    }

    private static ProviderDescriptor WithModel(ProviderDescriptor kind, string? model)
    {
        string? name = model is null ? null : Bounded(model, "Model");
        if (kind is { HasModelsOfItsOwn: true, AnyModel: { } any })
        {
            return kind with { Models = name is null ? [] : [any with { Name = name }], ChooseModel = null };
        }

        if (name is null)
        {
            return kind;
        }

        string[] known = [.. kind.Models.Select(listed => listed.Name)];
        string chosen = known.FirstOrDefault(listed => listed.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? (kind.AnyModel is not null ? name : throw new VideoGenException(VideoErrors.UnknownModel, $"{kind.Name} has no model '{DisplayText.OneLine(name, 60)}': it has {Choices.Join(known)}."));
        return kind with { ChooseModel = _ => chosen };
    }

    private static Dictionary<string, string> CheckSettings(ProviderDescriptor kind, IReadOnlyDictionary<string, string> settings)
    {
        var values = new Dictionary<string, string>();
        foreach ((string name, string value) in settings)
        {
            string known = kind.Settings.Keys.FirstOrDefault(setting => setting.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Invalid(kind.Settings.Count == 0
                    ? $"{kind.Name} has no settings, so Setting '{DisplayText.OneLine(name, 40)}' means nothing."
                    : $"{kind.Name} has no Setting '{DisplayText.OneLine(name, 40)}': it has {Choices.Join(kind.Settings.Keys)}.");
            values[known] = Bounded(value, $"Setting {known}");
        }

        return values;
    }

    private static string Bounded(string? value, string what) => value?.Trim() is { Length: > 0 and <= LongestValue } text && !text.Any(char.IsControl)
        ? text
        : throw Invalid($"{what} is empty, longer than {LongestValue} characters, or not one line of text.");

    private static VideoGenException Invalid(string message) => new(VideoErrors.InvalidParameterValue, message);
}
