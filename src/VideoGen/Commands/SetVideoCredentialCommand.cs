using System.Management.Automation;
using System.Security;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>Keeps the credential of a provider: in the module's own store, or in a vault.</summary>
[Cmdlet(VerbsCommon.Set, "VideoCredential", SupportsShouldProcess = true, DefaultParameterSetName = ByToken)]
[OutputType(typeof(VideoCredential))]
public sealed class SetVideoCredentialCommand : VideoCommand
{
    private const string ByCredential = "Credential";

    private const string ByToken = "Token";

    private ClientCredentials _credentials = null!;
    private SecretVaults _vaults = null!;

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(CredentialProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string Provider { get; set; } = "";

    /// <summary>An id and a secret, or a key as the password with any user name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCredential)]
    [CredentialArgument]
    public PSCredential? Credential { get; set; }

    /// <summary>A key. Asked for, masked, where nothing is given.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByToken)]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>A vault of SecretManagement; the module then keeps only where the credential is.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The secret's name in the vault. One that is there already is used as it is, where no other is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        _credentials = ModuleClient.Get(this).Credentials;
        _vaults = new SecretVaults(this);
        if (SecretName is not null && Vault is null)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "SecretName is the name of a secret in a vault: give Vault too.");
        }
    }

    private protected override void Process()
    {
        ProviderDescriptor provider = _credentials.RequireTaker(Provider);
        ServiceCredential? given = GivenCredential.Read(this, Credential, Token);
        VaultSecret? place = Vault is null ? null : new VaultSecret(Vault, SecretName ?? VaultSecret.DefaultName(provider.Name));
        if (place is not null)
        {
            _vaults.RequireVault(place.Vault);
        }

        if (!ShouldProcess(provider.Name, place is null ? "Keep the credential in the module's store" : $"Keep the credential as the secret {place}"))
        {
            return;
        }

        Keep(provider, place, given);
        if (_credentials.Override(provider.Name) is { } variable)
        {
            WriteWarning($"{variable} is set in this session and comes before what is kept.");
        }

        if (PassThru)
        {
            WriteObject(_credentials.List(provider.Name).Select(item => item.Credential), enumerateCollection: true);
        }
    }

    private void Keep(ProviderDescriptor provider, VaultSecret? place, ServiceCredential? given)
    {
        if (given?.Id is not null && !provider.TakesIdAndSecret)
        {
            Notice($"{provider.Name} takes a key alone: the password of -Credential is kept, its user name is not.");
        }

        if (place is null)
        {
            ServiceCredential credential = given ?? CredentialPrompt.Ask(Host, provider);
            _ = Await(async cancellationToken =>
            {
                await _credentials.SetAsync(provider.Name, credential, cancellationToken).ConfigureAwait(false);
                return true;
            });
            return;
        }

        // A secret that somebody keeps there for all is not asked for again.
        ServiceCredential? secret = given ?? (_vaults.Has(place) ? null : CredentialPrompt.Ask(Host, provider));
        if (secret is not null)
        {
            _vaults.Write(place, secret.For(provider));
        }

        _ = Await(async cancellationToken =>
        {
            await _credentials.SetAsync(provider.Name, place, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }
}
