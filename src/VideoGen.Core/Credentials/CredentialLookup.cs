using VideoGen.Providers;

namespace VideoGen.Credentials;

/// <summary>
/// Looks a provider's credential up, in the order of precedence: the command's, environment, key file, vault, store. It is asked
/// for every request, so that a change is seen at once; that costs two variables and at most one small file.
/// </summary>
internal sealed class CredentialLookup(Func<string, string?> environment, CredentialStore store, VaultSecrets vaults, CommandCredential? command = null)
{
    public CredentialStore Store => store;

    public VaultSecrets Vaults => vaults;

    /// <summary>The same, with a credential that one command was given.</summary>
    public CredentialLookup With(CommandCredential given) => new(environment, store, vaults, given);

    /// <summary>Whether the command was given one, which then goes to one provider only.</summary>
    public bool IsGiven => command is not null;

    /// <summary>The credential, or null where none is set.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>, <c>CredentialUnsafe</c>, <c>VaultUnavailable</c>, <c>ConflictingValues</c>.</exception>
    public ServiceCredential? Find(ProviderDescriptor provider) => Locate(provider) switch
    {
        null => null,
        { Credential: { } credential } => credential,
        { Vault: { } secret } => throw vaults.WhyNone(provider.Name, secret),
        _ => null,
    };

    /// <summary>Where the credential is; null where none is set.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>, <c>CredentialUnsafe</c>, <c>ConflictingValues</c>.</exception>
    public CredentialPlace? Locate(ProviderDescriptor provider) => command is null
        ? LocateSet(provider)
        : new CredentialPlace(CredentialSource.Command, "the command line", command.Claim(provider));

    /// <summary>Where the credential is that every command finds; null where none is set.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>, <c>CredentialUnsafe</c>.</exception>
    public CredentialPlace? LocateSet(ProviderDescriptor provider) =>
        InEnvironment(provider) ?? (InStore(provider.Name) is { } place ? place with { Credential = place.Credential?.For(provider) } : null);

    /// <summary>Where the store has a credential of a name that may be in no catalogue any more.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>, <c>CredentialUnsafe</c>.</exception>
    public CredentialPlace? Locate(string provider) => InStore(provider);

    /// <summary>Where the environment has one; null where it has none.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>.</exception>
    public CredentialPlace? InEnvironment(ProviderDescriptor provider)
    {
        string variable = ProviderVariables.Key(provider.Name);
        if (environment(variable) is { } key && !string.IsNullOrWhiteSpace(key))
        {
            return CredentialText.Fault(key) is { } fault
                ? throw CredentialErrors.BadVariable(variable, fault)
                : new CredentialPlace(CredentialSource.Environment, variable, ServiceCredential.Parse(key, provider.TakesIdAndSecret));
        }

        string fileVariable = ProviderVariables.KeyFile(provider.Name);
        if (environment(fileVariable) is { } path && !string.IsNullOrWhiteSpace(path))
        {
            string text = KeyFile.Read(path.Trim(), fileVariable);
            return new CredentialPlace(CredentialSource.KeyFile, path.Trim(), ServiceCredential.Parse(text, provider.TakesIdAndSecret));
        }

        return null;
    }

    /// <summary>The names of the providers that one is set for.</summary>
    public IEnumerable<string> ProvidersWithOne(ProviderCatalog catalog) => catalog.All
        .Select(entry => entry.Descriptor)
        .Where(provider => provider.Credential != CredentialNeed.None && IsSet(provider))
        .Select(provider => provider.Name);

    /// <summary>Whether one is set, without a prompt and as far as it can be told: what is damaged does not count.</summary>
    public bool IsSet(ProviderDescriptor provider)
    {
        try
        {
            return LocateSet(provider) is not null;
        }
        catch (VideoGenException)
        {
            return false;
        }
    }

    private CredentialPlace? InStore(string provider) => store.Find(provider) switch
    {
        null => null,
        { Vault: { } secret } => new CredentialPlace(CredentialSource.Vault, $"{secret}", vaults.Find(provider, secret), secret),
        { Credential: { } credential, Path: { } path } => new CredentialPlace(CredentialSource.Store, path, credential),
        _ => null,
    };
}
