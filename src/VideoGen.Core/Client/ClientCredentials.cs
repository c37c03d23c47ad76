using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The credentials of the providers: what is set, setting and removing it, and handing in what a host read out of a vault.</summary>
public sealed class ClientCredentials
{
    private readonly ProviderCatalog _catalog;
    private readonly CredentialLookup _lookup;

    internal ClientCredentials(ProviderCatalog catalog, CredentialLookup lookup) => (_catalog, _lookup) = (catalog, lookup);

    /// <summary>
    /// Whether it matters which provider a request goes to before it is made: because the credential was given to the command, or
    /// because a vault has one.
    /// </summary>
    public bool NeedPreparation => _lookup.IsGiven || _catalog.All.Any(entry => VaultOf(entry.Descriptor) is not null);

    /// <summary>Takes the credential that was given to the command for this provider, before anything is done for it.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: it was taken for another.</exception>
    public void Claim(string provider)
    {
        if (_lookup.IsGiven && Find(provider) is { Endpoint: not null } descriptor)
        {
            _ = _lookup.Locate(descriptor);
        }
    }

    /// <summary>The secret that has to be read out of a vault before a request to the provider can be made; null where it is not the vault's turn, or was read.</summary>
    public VaultSecret? Wanted(string provider) => Find(provider) is { } descriptor && !_lookup.IsGiven && VaultOf(descriptor) is { Credential: null } place ? place.Vault : null;

    /// <summary>Hands in what a vault has. Kept in memory as long as the client lives.</summary>
    public void Supply(string provider, VaultSecret secret, ServiceCredential credential) => _lookup.Vaults.Keep(provider, secret, credential);

    /// <summary>Hands in why a vault could not be read: the error of the requests that would need it.</summary>
    public void Supply(string provider, VaultSecret secret, VideoGenException failure) => _lookup.Vaults.Keep(provider, secret, failure);

    /// <summary>Makes the next command read the provider's vault anew.</summary>
    public void Forget(string provider) => _lookup.Vaults.Forget(provider);

    /// <summary>The credentials of the providers whose name matches, in the order of the catalogue.</summary>
    /// <param name="pattern">A name, with the wildcards * and ?.</param>
    /// <returns>Each with what is wrong with it, and after them what is kept for providers that are not in the catalogue any more.</returns>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c> for a name without wildcards that is not there.</exception>
    public IReadOnlyList<(VideoCredential Credential, VideoGenException? Trouble)> List(string pattern)
    {
        string[] orphans = [.. _lookup.Store.Providers().Where(name => Find(name) is null && CatalogView.Like(pattern, name))];
        return orphans.Contains(pattern, StringComparer.OrdinalIgnoreCase)
            ? [Describe(pattern, () => _lookup.Locate(pattern))]
            : [.. new CatalogView(_catalog).Find(pattern).Select(descriptor => Describe(descriptor.Name, () => _lookup.LocateSet(descriptor))), .. orphans.Select(name => Describe(name, () => _lookup.Locate(name)))];
    }

    /// <summary>Keeps a credential in the module's own store.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>InvalidParameterValue</c>, <c>JournalNotWritable</c>, <c>CredentialUnsafe</c>.</exception>
    public Task SetAsync(string provider, ServiceCredential credential, CancellationToken cancellationToken)
    {
        ProviderDescriptor descriptor = RequireTaker(provider);
        return _lookup.Store.WriteAsync(descriptor.Name, credential.For(descriptor), cancellationToken);
    }

    /// <summary>Keeps where a vault has the credential.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>InvalidParameterValue</c>, <c>JournalNotWritable</c>, <c>CredentialUnsafe</c>.</exception>
    public Task SetAsync(string provider, VaultSecret secret, CancellationToken cancellationToken)
    {
        ProviderDescriptor descriptor = RequireTaker(provider);
        Forget(descriptor.Name);
        return _lookup.Store.WriteAsync(descriptor.Name, secret, cancellationToken);
    }

    /// <summary>Takes the provider's entry out of the store. False when there is none.</summary>
    /// <param name="provider">Need not be in the catalogue any more.</param>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public bool Remove(string provider)
    {
        Forget(provider);
        return _lookup.Store.Remove(provider);
    }

    /// <summary>
    /// Takes what is kept for a name out of the store when the name is about to mean another server: a key goes to the origin it was
    /// given for. True when something was kept and is gone.
    /// </summary>
    /// <param name="endpoint">Where the name will lead.</param>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public bool RemoveOfOtherServer(string provider, Uri endpoint)
    {
        Uri? before = _catalog.All.FirstOrDefault(entry => entry.Name.Equals(provider, StringComparison.OrdinalIgnoreCase))?.Descriptor.Endpoint;
        bool isSame = before is not null && endpoint.HasSameOrigin(before);
        return !isSame && Remove(provider);
    }

    /// <summary>Where a vault has the credential that the store points to, whatever comes first; null for none, or where the entry cannot be read.</summary>
    public VaultSecret? VaultEntry(string provider)
    {
        try
        {
            return _lookup.Store.Find(provider)?.Vault;
        }
        catch (VideoGenException)
        {
            return null;
        }
    }

    /// <summary>Whether something is kept for the provider, damaged or not.</summary>
    public bool HasEntry(string provider) => _lookup.Store.Has(provider);

    /// <summary>What of the environment comes before anything that can be stored: the variable's name, or null.</summary>
    public string? Override(string provider)
    {
        if (Find(provider) is not { } descriptor)
        {
            return null;
        }

        try
        {
            return _lookup.InEnvironment(descriptor)?.Source switch
            {
                CredentialSource.Environment => ProviderVariables.Key(descriptor.Name),
                CredentialSource.KeyFile => ProviderVariables.KeyFile(descriptor.Name),
                _ => null,
            };
        }
        catch (VideoGenException)
        {
            // Damaged, and first all the same.
            return $"{ProviderVariables.Key(descriptor.Name)} or {ProviderVariables.KeyFile(descriptor.Name)}";
        }
    }

    /// <summary>A provider that takes a credential.</summary>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, <c>InvalidParameterValue</c>.</exception>
    public ProviderDescriptor RequireTaker(string provider)
    {
        ProviderDescriptor descriptor = _catalog.Find(provider).Descriptor;
        return descriptor.Credential == CredentialNeed.None
            ? throw new VideoGenException(VideoErrors.InvalidParameterValue, $"{descriptor.Name} takes no credential.")
            : descriptor;
    }

    private static (VideoCredential Credential, VideoGenException? Trouble) Describe(string provider, Func<CredentialPlace?> locate)
    {
        try
        {
            return (Describe(provider, locate()), null);
        }
        catch (VideoGenException e)
        {
            return (Describe(provider, (CredentialPlace?)null), e);
        }
    }

    private static VideoCredential Describe(string provider, CredentialPlace? place) => new()
    {
        Provider = provider,
        IsSet = place is not null,
        Source = place?.Source ?? CredentialSource.None,
        Detail = place?.Detail,
        Id = place?.Credential?.Id,
        Form = place is null ? null : place.Credential?.Form ?? CredentialForm.Vault,
    };

    private CredentialPlace? VaultOf(ProviderDescriptor descriptor)
    {
        try
        {
            return _lookup.LocateSet(descriptor) is { Source: CredentialSource.Vault } place ? place : null;
        }
        catch (VideoGenException)
        {
            // The request that needs it says so.
            return null;
        }
    }

    private ProviderDescriptor? Find(string provider) =>
        _catalog.All.FirstOrDefault(entry => entry.Name.Equals(provider, StringComparison.OrdinalIgnoreCase))?.Descriptor;
}
